import type { ErrorCode } from '../errors.ts';
import { fileErrorsEn } from './file-errors-en.ts';

/** What happened and what to do now, in English. Two short sentences a citizen would understand. */
export const errorsEn: Readonly<Record<ErrorCode, string>> = {
  internal: 'The program noticed an unexpected error. Your saved data is safe; please try again.',
  'input-invalid': 'This input does not fit. Please check what you entered.',
  'answer-invalid':
    'The program could not read an answer from within itself. Whether the last action was saved is not known: please lock and unlock, and look before you repeat it.',
  'too-large': 'The data is larger than can be handled here. Please choose a smaller file.',
  'too-many-calls': 'Too many requests came at once. Please wait a moment.',
  cancelled: 'The action was cancelled. Nothing was changed.',
  'passphrase-wrong': 'The passphrase is wrong. Please mind upper and lower case and try again.',
  'passphrase-too-weak':
    'The passphrase is too short or too easy to guess. Please choose at least 12 characters, for example four words.',
  'recovery-code-wrong': 'The recovery code is wrong. Please check each group of the printout.',
  'keyring-missing': "The computer's keyring is missing or not secure. The data is protected by the passphrase alone.",
  'vault-damaged': 'The key file is damaged. Please use the emergency copy or set up Aktentasche again.',
  'vault-missing':
    'The key file of this Aktentasche is missing. Work that was not sent yet lies here encrypted and is kept. Please put the file back; or sign in and bring the work back with the emergency copy and the recovery code; or set up this device anew.',
  locked: 'Aktentasche is locked. Please unlock it first.',
  'lease-expired': 'The time allowed without contact has passed. Please connect to the agency to go on working.',
  'already-running': 'Aktentasche is already running. Its open window is brought to the front.',
  'policy-invalid': "The agency's settings on this computer are faulty. Please contact your IT department.",
  'disk-full': 'The disk is full, the change was not saved. Please free some space and save again.',
  'journal-damaged':
    'The journal of this device is damaged or missing; nothing was changed in it. A backup or emergency copy brings unsent work back.',
  'journal-write-failed':
    'The change could not be saved safely. Please have the disk checked before you enter it again.',
  'log-shortened':
    'Entries are missing from the end of this device’s access log, or it can no longer be told where it ended. It goes on with a note of that. Please tell your IT department or the data protection officer.',
  'replica-damaged': 'The local copy was damaged and is being rebuilt. Unsent work is kept.',
  'notfallkopie-invalid': 'This emergency copy is incomplete or was altered. Please choose another one.',
  'notfallkopie-other-person':
    'This work belongs to another person or authority. Please sign in with the account that it was made with.',
  'version-not-here': 'This version is not on this device. It will be fetched as soon as there is a connection.',
  'value-invalid': 'This value is not allowed for the field. Please change it.',
  'server-unreachable':
    "The agency's server cannot be reached. Please check the connection; what is already saved is sent later.",
  'server-not-there':
    'No agency server answers at this address. Please check whether this computer is connected to the network and whether the address is right; your IT knows it.',
  'server-certificate': "The server's certificate is not trusted. Nothing was sent; please contact your IT department.",
  'server-too-old': 'Server and Aktentasche speak different protocol versions. Please update the program.',
  'server-answer-invalid':
    'The server gave an unintelligible answer. Nothing was taken over; synchronisation is repeated.',
  'sign-in-failed': 'Sign-in failed. Please check name and password.',
  'device-revoked':
    'This device was revoked by the agency. Unsent work is kept: ask your IT department why; then you can go on as a new device, in the settings under “Synchronisation”.',
  'device-returned':
    'This device was handed back and is revoked. In the settings, under “Hand device back”, you get the receipt once more and delete what is still here. If you cannot get there any more, your IT department helps.',
  'device-unsent':
    'This device still holds something that the agency does not have, or a refused change waits. Look into the outbox, synchronise, and then hand the device back.',
  'device-fork':
    'This profile seems to have been copied and used twice. Nothing is lost: in the settings, under “Synchronisation”, you can go on as a new device.',
  'token-invalid': 'The sign-in at the server has run out. It is renewed automatically.',
  'clock-skew': "This computer's clock differs a lot from the agency's. Please set the clock.",
  'package-damaged': 'This handover is damaged and cannot be opened. Ask the person to hand the changes over again.',
  'package-forged':
    'This handover did not come unchanged from the person who is named as its sender. Take nothing from it and tell your IT.',
  'package-not-for-device':
    'This handover was not sealed for this device but for one that you gave back or are not using now. Open it there, or ask the person to hand it over again.',
  'package-twice': 'These changes were handed over already. There is nothing more to do.',
  'akte-has-open-vorgaenge': 'This file still has open cases. Close all its cases first, then the file can be closed.',
  'vertraulichkeit-too-high':
    'The confidentiality must not be that high here: this environment is not approved for it. Choose a lower level or ask your security officer.',
  'reason-missing': 'The confidentiality was lowered without a reason. Give the reason and save once more.',
  'package-settled': 'This handover was dealt with already, on another device for instance.',
  'package-not-here':
    'The contents of this handover are not on this device yet. Open it as soon as the agency can be reached.',
  'dokument-frozen':
    'This document was finally signed and takes no new version. The unit in charge can reopen it and say why.',
  'schritt-not-current':
    'It is not the turn of this step, it is done already, or the unit in charge has changed it meanwhile. Please look at the circulation as it is now.',
  'change-unclassified':
    'The draft was changed and the unit in charge has not classed the change yet. Signing goes on after that.',
  'version-superseded':
    'Another version of the document is in force by now. Please look at the new version and decide then.',
  'zeichnung-invalid':
    'This signature does not fit the person, the device or the circulation and was not accepted. Please sign once more after synchronising.',
  'recipient-no-right':
    'This person may not write in the file either. Please choose somebody else, preferably the head of the unit in charge.',
  'recipient-no-key':
    'No device is known yet for which a handover to this person could be sealed. It must have synchronised once.',
  'not-deputy':
    'By the data of the authority you do not stand in for this person. Your input is kept; you can do it again in your own name, or have the deputyship entered.',
  'no-right': 'You lack the right to do this. Your input is kept; please contact the unit in charge.',
  'not-found': 'The object you are looking for is not here. It may have been moved.',
  'akte-closed':
    'The case or its file has been closed meanwhile. Your change is kept; ask for it to be reopened or discard it.',
  'version-unknown': 'The server does not know the version this step refers to. Your input is kept.',
  'schema-too-old': 'This change comes from a program version that is too old. Please update the program.',
  'operation-gap': 'The server lacks an earlier change of this device. It is sent again automatically.',
  'operation-invalid': 'The server could not understand this change. It is kept on this device.',
  'resync-needed': 'This device was not connected for a long time. The local copy is reloaded; unsent work is kept.',
  'blob-offset': 'The transfer was interrupted at another position. It is resumed automatically.',
  'blob-checksum': 'The transferred data does not match its checksum. The transfer is repeated.',
  'blob-incomplete': 'The file has not fully reached the server yet. The change follows once it is transferred.',
  'blob-lost':
    'The bytes of this version were lost on this device. Please create the version again; everything else is still sent.',
  'pdf-empty': 'The file is empty (0 bytes). Please ask for it to be sent again.',
  'pdf-no-header': 'This is not a PDF file. Please choose a file that begins with a PDF header.',
  'pdf-truncated': 'The PDF file is cut off. The original stays unchanged; please ask for it to be sent again.',
  'pdf-xref-damaged':
    "The PDF file's cross-reference table is damaged. You can create a normalised version and sign that.",
  'pdf-xref-loop': "The PDF file's cross-reference tables point in a circle. The file is not changed.",
  'pdf-object-damaged': 'A part of the PDF file is damaged. The file is not changed.',
  'pdf-too-deep': 'The PDF file is nested too deeply. It is not processed, for safety.',
  'pdf-too-much-data': 'The PDF file unpacks to excessive data. It is not processed, for safety.',
  'pdf-page-tree-damaged': "The PDF file's page tree is damaged. The file is not changed.",
  'pdf-no-pages': 'The PDF file has no pages. It cannot be stamped or signed.',
  'pdf-page-out-of-range': 'This page does not exist in the PDF file. Please choose an existing page.',
  'pdf-encrypted': 'The PDF file is protected by a password. Please enter the password.',
  'pdf-password-wrong': 'This password does not open the PDF file. Please check upper and lower case and try again.',
  'pdf-permission-missing':
    "The PDF file allows this change only with the owner's password. Please enter that password.",
  'pdf-encryption-unknown':
    'The PDF file is encrypted in a way that cannot be read here. Please ask for another version.',
  'pdf-filter-unknown': 'The PDF file uses an unknown compression. It is not changed.',
  'pdf-too-large': 'The PDF file is larger than 10 GB. Files that large are not processed.',
  'pdf-changed-meanwhile':
    'The file was changed while it was being processed. Nothing was written; please start again.',
  'pdf-xfa-dynamic': 'This is a dynamic XFA form. Please convert it to an ordinary PDF.',
  'pdf-changes-forbidden': 'The signature in this file forbids this change. Create a routing slip instead.',
  'pdf-signature-broken': 'An existing signature is already invalid. The file is not changed any further.',
  'pdf-field-exists': 'A signature field of this name exists already. Please choose another name.',
  'pdf-seed-value-forbids':
    'This signature field prescribes something that the signature does not meet, for example a reason, a method or a time-stamp. Please adapt the reason or choose another field.',
  'signature-image-unfit':
    'This picture does not fit into a signature. Please choose a PNG or JPEG in colour or gray of at most 1 MB.',
  'stamp-kind-unknown': 'This kind of stamp does not exist. Please choose one from the list.',
  'stamp-text-unsupported': 'The stamp text has characters that the font cannot show. Please change the text.',
  'stamp-field-invalid': 'A field of the stamp is missing or wrong. Please check date, source and the other fields.',
  'stamp-only-unsigned': 'This stamp must not go on a signed file. The file stays as it is.',
  'stamp-needs-qualified-signature':
    'An electronic certification note is valid only with a qualified electronic signature (§ 33 (5) VwVfG). Please certify with a signature card.',
  'stamp-definition-invalid': 'This stamp is not complete yet. Please look at the notes beside the preview.',
  'collection-empty': 'There are no documents here that could become a PDF file.',
  'pdf-certify-too-late':
    'Only the first signature can say what is allowed afterwards. This document is signed already; please sign without that.',
  'signature-too-large': 'The signature does not fit into the reserved space. Nothing was written.',
  'key-file-damaged': 'The key file is damaged or not a PKCS#12 file. Please choose another one.',
  'key-password-wrong': "The key file's password is wrong. Nothing was signed.",
  'key-missing': 'The key file holds no private key with a certificate. Please choose another one.',
  'key-several': 'The key file holds several keys. Please choose a file with exactly one.',
  'key-algorithm-refused':
    'This kind of key is not supported. RSA from 3000 bits, P-256 and P-384 are allowed, brainpool only on a card.',
  'key-too-short': 'The RSA key is shorter than 3000 bits and unsuitable since the end of 2025. Please use a new one.',
  'certificate-expired': 'The certificate has expired. Please use a valid one.',
  'certificate-not-yet-valid': 'The certificate is not valid yet. Please check the clock or use another one.',
  'certificate-no-signing': 'The certificate is not meant for signing. Please use another one.',
  'certificate-damaged': 'The certificate is damaged or in an unknown form. Please choose another file.',
  'pdf-not-signed': 'The file carries no signature that could be raised. Please sign it first.',
  'tsa-missing': 'No time-stamping authority is set. Please give an address.',
  'tsa-unreachable': 'The time-stamping authority cannot be reached or is too slow. Please try again later.',
  'tsa-refused': 'The time-stamping authority refused the request. Please ask your IT about address and permission.',
  'tsa-answer-invalid':
    'The answer of the time-stamping authority does not match the request or is forged. Nothing was written.',
  'tsa-certificate-unfit':
    "The time-stamping authority's certificate is not meant for time-stamping alone. Nothing was written.",
  'issuer-missing': 'The issuer of a certificate cannot be found. Please supply its certificate as well.',
  'revocation-no-source':
    'A certificate names no place that tells about revocation. This level cannot be reached with it.',
  'revocation-unreachable': 'The revocation service cannot be reached. Please try again later.',
  'revocation-answer-invalid': 'The revocation answer is not signed by the issuer or is about another certificate.',
  'revocation-stale': 'The revocation answer is out of date. Please try again later.',
  'revocation-unknown': 'The issuer does not know a certificate of this signature. Please check where it comes from.',
  'certificate-revoked': 'A certificate of this signature has been revoked. Nothing was written.',
  'address-not-allowed':
    'A certificate names an address that the server may not ask. Your administrators can allow it there.',
  'format-not-appended':
    'The raised file does not begin with the bytes of its Version. It was not taken, the original is unchanged.',
  'card-module-missing': 'The card module (PKCS#11) was not found. Please install the card software or check the path.',
  'card-module-not-allowed':
    'This card module is not allowed on this computer, or it was changed. Please ask your IT department.',
  'card-module-wrong-architecture':
    'The card module is built for another processor. Please install the matching edition of the card software.',
  'card-module-unfit':
    'This file cannot be loaded as a card module. Please check whether the card software is installed completely.',
  'card-module-hangs':
    'The card software does not answer and was ended. Please reconnect card and reader and try again.',
  'card-module-crashed': 'The card software crashed. Nothing was signed; please try again or ask your IT department.',
  'card-slot-unknown': 'This card reader does not exist. Please check whether it is connected.',
  'card-missing': 'There is no card in the reader. Please insert your card.',
  'card-unknown': 'The card is not recognised. Please turn it round or check whether the card software supports it.',
  'card-removed': 'The card was removed. Nothing was signed; please insert it again and start anew.',
  'card-pin-missing': 'No PIN was given. Please enter the PIN of your card.',
  'card-pin-wrong': 'The PIN is wrong. Please try again; after too many attempts the card blocks itself.',
  'card-pin-wrong-few-tries':
    'The PIN is wrong, and the card allows only few more attempts. Please check the PIN before you go on.',
  'card-pin-wrong-last-try': 'The PIN is wrong. The next attempt is the last one; after it the card is blocked.',
  'card-pin-blocked': 'The PIN of the card is blocked. Please unblock the card with its PUK or ask whoever issued it.',
  'card-pin-unset': 'The PIN of the card is not set yet. Please activate the card with its software first.',
  'card-pin-expired': 'The PIN of the card has expired. Please change it with the card software.',
  'card-empty': 'There is neither key nor certificate on the card. Please choose another card.',
  'card-key-missing': 'The card holds no key for any of its certificates. Please choose another card.',
  'card-certificate-missing': 'The card holds a key but no certificate for it. Please ask whoever issued it.',
  'card-certificate-unknown': 'This certificate is not on the card. Please check whether the right card is inserted.',
  'card-several-certificates': 'There are several certificates on the card. Please choose one.',
  'card-key-mismatch': 'The card signed with another key than the certificate names. The signature was discarded.',
  'card-failed': 'The card reported an error. Please insert it again and retry.',
  'trust-list-missing':
    'There is no trusted list on this device yet. It arrives with the next sync when the authority offers one.',
  'trust-list-damaged':
    'The trusted list is damaged or of an unknown form. Nothing was taken over; the present list stays in force.',
  'trust-list-signature-invalid':
    'The signature of the trusted list is wrong. Nothing was taken over; please contact your IT.',
  'trust-list-signer-unknown':
    'The trusted list is signed by somebody who is not configured here. Please check the configured certificates.',
  'trust-list-rollback':
    'This trusted list is older than the one already here. The newer one stays in force; please contact your IT.',
  'trust-list-stale': 'The trusted list is out of date. Checks hold only for its date; please sync with the authority.',
  'trust-key-missing':
    "This device does not know the authority's key for trusted lists. Please set it up as a new device.",
  'csc-not-allowed':
    'This remote signing service is not allowed here. Nothing was sent; please contact your IT department.',
  'csc-unreachable': 'The remote signing service does not answer. Please check the connection and try again later.',
  'csc-answer-invalid': 'The remote signing service gave an answer that makes no sense. Nothing was signed.',
  'csc-unauthorized': 'The remote signing service did not accept the sign-in. Please sign in there again.',
  'csc-expired':
    'The approval at the remote signing service is no longer valid. Please sign again and approve without delay.',
  'csc-otp-wrong': 'PIN or one-time password is wrong or has expired. Please enter both again.',
  'csc-refused': 'The remote signing service refused. Nothing was signed.',
  'csc-credential-unusable': 'The service cannot sign with this certificate at present. Please choose another one.',
  'csc-too-many': 'The service does not sign that many documents with one approval. Please select fewer at a time.',
  'csc-hash-mismatch':
    "The service's signature does not belong to this document or not to this certificate. It was discarded.",
  'seal-not-configured': 'The server has no seal of the authority. Please contact the administrators.',
  'seal-unreadable':
    'The server cannot read this document: it is no PDF, or its Vorgang is closed to the server. Therefore it cannot seal it.',
  'seal-key-unusable': "The server cannot use the authority's seal at present. Please contact the administrators.",
  'scan-folder-missing':
    'The scan folder cannot be read just now. Check whether the network drive is connected, or choose the folder anew in the settings.',
  'file-type-unknown':
    'Files of this kind are not added. PDF, scans as TIFF, text files (ODT, DOCX), e-mails (.eml, .msg), containers with signatures (ASiC) and signatures (.p7s, .p7m) are possible.',
  'print-forbidden':
    'Printing is not allowed at this workplace. Your authority decided so; the system administration can tell you more.',
  'print-too-confidential':
    'This Akte is more confidential than what may be printed at this workplace. Your authority can tell you where it is possible.',
  'print-too-long': 'There are more than 500 pages, too many to print at once. Save a copy and print from it.',
  'print-failed': 'The printer did not take the job. Check that it is switched on and set up, then print again.',
  'file-not-found': 'The file was not found or cannot be read. Please check where it is and whether you may open it.',
  'file-not-writable': 'This folder cannot be written to. Please choose another one.',
  'schreiben-open-place':
    'The document still has open places. Fill them in or delete them; until then the text stays here as a draft.',
  'schreiben-sign-unknown':
    'The document contains a character that the font of the pages lacks. Replace it; until then the text stays here as a draft.',
  'schreiben-source-missing':
    'This version holds no text that can be written on. To change something, begin a new document.',
  'schreiben-signed': 'This version is signed and stays as it is. To change something, begin a new document.',
  'schreiben-too-long': 'The document is too long for one file. Shorten it, or divide it into two documents.',
  'postausgang-changed':
    'Somebody else has noted a receipt or a return meanwhile. Please look at what stands there now and note it again if needed.',
  'practice-refused':
    'Practice does not have this: it needs a real authority, a real card or a real device. End practice to do it.',
  'practice-foreign-file':
    'Only the letters in the folder “Übungspost” come into practice, so that nothing real gets into it. Choose one of them; they lie where the picker opens.',
  'practice-not-started':
    'Practice could not be started, probably for lack of memory. Your Aktentasche is untouched. Close other programs and try again.',
  'practice-profile':
    'This folder belongs to a practice session and cannot be opened as a real Aktentasche. Start the Aktentasche without naming a folder.',
  'frist-day-invalid': 'There is no such day, or it does not fit the other date. Please check it.',
  'frist-day-in-future':
    'This date lies in the future. Dispatch, receipt and deadlines can be recorded only once the decision has been sent or served.',
  'frist-land-unknown': 'This state or municipality is not known. Please choose both from the list.',
  'frist-rule-unknown': 'This procedural law has no rule for this way of dispatch. Please choose another way or law.',
  'frist-duration-invalid': 'This duration does not fit. Please enter a whole number from 1, at most 30 years.',
  'vorgang-not-ready':
    'The case is not ready yet: a conflict is open, or the document that ends it is not signed. It stays open. Please deal with that first; closing the case shows what is missing.',
  'eingang-settled':
    'This item was filed to a case or assigned elsewhere meanwhile. It stays where it is now. Please look whether anything is left to do.',
  'undo-too-late':
    'This can no longer be undone: something has happened to the document since. It stays where it is now. Please change it there by hand.',
  'profile-invalid':
    'This profile does not fit and was not taken over; the present one still holds. Please correct the lines that are named.',
  'frist-differs':
    'By the rules and holidays that the authority knows, this deadline comes out differently. It was not recorded. Please update your workstation and compute the deadline again in the case.',
  'frist-settled': 'This deadline is already done or cancelled. There is nothing more to do.',
  ...fileErrorsEn,
};
