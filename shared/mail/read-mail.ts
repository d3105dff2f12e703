import { utf8ToBytes } from '@noble/hashes/utils.js';
import { convert } from 'html-to-text';
import PostalMime, { type Address, type Attachment, type Email } from 'postal-mime';
import { AppError } from '../errors.ts';
import type { Mail, MailAttachment } from './mail.ts';

const mostBytes = 128 * 1024 * 1024;
const mostText = 4_000_000;
/** Each PDF among them becomes a Dokument, and all of it is one entry of the journal. */
const mostAttachments = 300;
/** How deep parts may lie in parts, and how long all headers together may be, bytes. */
const parsing = { maxNestingDepth: 100, maxRfc822NestingDepth: 5, maxHeadersSize: 1024 * 1024 } as const;
const secured = /^(multipart\/(signed|encrypted)|application\/(x-)?pkcs7-mime)\b/i;

/**
 * Reads an e-mail; nothing in it is run or fetched. Throws AppError 'mail-too-large', 'mail-damaged' (no sender, or parts nested
 * without end).
 */
export async function readMail(bytes: Uint8Array): Promise<Mail> {
  if (bytes.length > mostBytes) throw new AppError('mail-too-large');
  const email = await parse(bytes);
  if (!email.from) throw new AppError('mail-damaged', { cause: 'no sender' });
  if (email.attachments.length > mostAttachments) throw new AppError('mail-too-large');
  const contentType = email.headers.find(({ key }) => key === 'content-type')?.value ?? '';
  return {
    from: addressText(email.from),
    to: (email.to ?? []).map(addressText),
    cc: (email.cc ?? []).map(addressText),
    subject: oneLine(email.subject ?? ''),
    date: isoTime(email.date),
    text: wordsOf(email),
    attachments: named(email.attachments),
    isSecured: secured.test(contentType.trim()),
  };
}

async function parse(bytes: Uint8Array): Promise<Email> {
  try {
    return await PostalMime.parse(bytes, { ...parsing, attachmentEncoding: 'arraybuffer' });
  } catch (error) {
    throw new AppError('mail-damaged', { cause: error });
  }
}

function addressText(address: Address): string {
  if (address.group) return oneLine(`${address.name}: ${address.group.map(addressText).join(', ')}`);
  const { name, address: mailbox } = address;
  return oneLine(name === '' || name === mailbox ? mailbox : `${name} <${mailbox}>`);
}

function isoTime(date: string | undefined): string | null {
  const time = Date.parse(date ?? '');
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

/** Plain text as it is; HTML without pictures and styles, links with where they lead. */
function wordsOf({ text, html }: Email): string {
  const words = text === undefined || text.trim() === '' ? htmlWords(html ?? '') : text;
  return words
    .slice(0, mostText)
    .replaceAll('\r\n', '\n')
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, ' ')
    .replace(/\n{4,}/g, '\n\n\n')
    .trim();
}

function htmlWords(html: string): string {
  return convert(html.slice(0, mostText), {
    wordwrap: false,
    limits: { maxDepth: 200, maxChildNodes: 20_000, ellipsis: ' […]' },
    selectors: [
      ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
      { selector: 'img', format: 'skip' },
      { selector: 'a', options: { hideLinkHrefIfSameAsText: true } },
      { selector: 'table', format: 'dataTable', options: { uppercaseHeaderCells: false } },
    ],
  });
}

function named(attachments: readonly Attachment[]): MailAttachment[] {
  const taken = new Set<string>();
  return attachments.map(({ filename, mimeType, content }, index) => {
    // Half of a character can be stored nowhere.
    const own = oneLine((filename ?? '').split(/[/\\]/).at(-1) ?? '')
      .slice(-150)
      .replace(/^\p{Surrogate}/u, '');
    const name = uniqueName(own === '' ? `${index + 1}.${endingOf(mimeType)}` : own, taken);
    taken.add(name.toLowerCase());
    return { name, bytes: bytesOf(content) };
  });
}

/** `Plan.pdf`, `Plan (2).pdf`: two files of one e-mail never have the same name. */
export function uniqueName(name: string, taken: ReadonlySet<string>): string {
  const [, bare = name, ending = ''] = /^(.*?)(\.[^.]*)?$/s.exec(name) ?? [];
  for (let n = 1; ; n++) {
    const tried = n === 1 ? name : `${bare} (${n})${ending}`;
    if (!taken.has(tried.toLowerCase())) return tried;
  }
}

function endingOf(mimeType: string): string {
  if (mimeType === 'application/pdf') return 'pdf';
  if (mimeType === 'message/rfc822') return 'eml';
  return mimeType.startsWith('text/') ? 'txt' : 'bin';
}

function bytesOf(content: Attachment['content']): Uint8Array {
  if (typeof content === 'string') return utf8ToBytes(content);
  return content instanceof Uint8Array ? content : new Uint8Array(content);
}

function oneLine(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g, ' ').trim();
}
