import type { ErrorCode } from '../errors.ts';

/** What is wrong with a file that is no PDF, in English: scans, e-mails, office documents, containers. */
export const fileErrorsEn = {
  'tiff-damaged':
    'The picture (TIFF) is damaged or incomplete. The file stays as it is. Scan the paper once more, or ask for a new file.',
  'tiff-unknown':
    'Files of this kind of TIFF are not added, for example with printing inks, tiles or transparency. The file stays as it is. Save it as a PDF in your picture program.',
  'tiff-too-large':
    'The TIFF has too many pages or too large pictures. The file stays as it is. Split it, or scan with a lower resolution.',
  'mail-damaged':
    'The e-mail is damaged or names no sender and cannot be read. The file is unchanged. Save it once more in the mail program.',
  'mail-too-large':
    'The e-mail is too large or has too many attachments to be read here (at most 128 MB and 300 attachments). Take in the attachments one by one.',
  'office-damaged':
    'The text file is damaged and cannot be read. The file stays as it is. Open it in the word processor and save it anew there.',
  'office-too-large':
    'The text file is too large to be read here. The file stays as it is. Divide it or save it as PDF.',
  'office-encrypted':
    'The text file is protected by a password and cannot be read here. Save it without a password in the word processor.',
  'office-active':
    'This text file holds macros or fetches content from elsewhere. To guard against malware it is neither opened nor converted from here. Please ask for a version without such content.',
  'office-not-allowed':
    'Your authority has not enabled editing in a word processor on this device. Please ask your IT support.',
  'office-not-opened':
    'The word processor could not be started. Nothing is lost. Check whether LibreOffice or Word is set up on this device.',
  'office-no-converter':
    'This device has no LibreOffice that could make the final version. Save the file as PDF/A in the word processor and take that PDF in as the final version.',
  'office-not-converted':
    'LibreOffice made no usable final version. The draft is unchanged. Try again, or save it as PDF/A in the word processor.',
  'container-damaged': 'The container is damaged and cannot be read. Please ask for it again.',
  'container-unsafe':
    'The container is built in an unusual way (such as names used twice or contents of excessive size) and is not opened. Please ask for it again.',
  'container-type-unknown':
    'This is no container with signatures (ASiC-E, ASiC-S). Please check whether it is the right file.',
  'container-without-pdf':
    'There is no PDF in this container that could be shown. Save a copy of its contents under “Validation”.',
  'container-not-changed':
    'Containers with signatures, e-mails and text files are neither stamped nor signed. Take the document out or make the final version; that PDF can be stamped and signed.',
  'signature-without-document':
    'The document of this signature is missing. Please choose document and signature together.',
  'signature-not-of-document':
    'The signature does not belong to this document, or the document was changed afterwards. Please ask for both again, or add the document without the signature.',
} as const satisfies Partial<Record<ErrorCode, string>>;
