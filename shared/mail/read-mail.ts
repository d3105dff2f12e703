import { utf8ToBytes } from '@noble/hashes/utils.js';
import PostalMime, { type Address, type Attachment, type Email } from 'postal-mime';
import { AppError } from '../errors.ts';
import { isCfb } from './cfb.ts';
import type { Mail } from './mail.ts';
import { nameAttachments, oneLine, wordsOf } from './mail-words.ts';
import { readMsg } from './read-msg.ts';

const mostBytes = 128 * 1024 * 1024;
/** Each PDF among them becomes a Dokument, and all of it is one entry of the journal. */
const mostAttachments = 300;
/** How deep parts may lie in parts, and how long all headers together may be, bytes. */
const parsing = { maxNestingDepth: 100, maxRfc822NestingDepth: 5, maxHeadersSize: 1024 * 1024 } as const;
const secured = /^(multipart\/(signed|encrypted)|application\/(x-)?pkcs7-mime)\b/i;

/**
 * Reads an e-mail, as RFC 5322 or as Outlook keeps it; nothing in it is run or fetched. Throws AppError 'mail-too-large', 'mail-damaged' (no sender, or parts nested
 * without end).
 */
export async function readMail(bytes: Uint8Array): Promise<Mail> {
  if (bytes.length > mostBytes) throw new AppError('mail-too-large');
  if (isCfb(bytes)) return readMsg(bytes, mostAttachments);
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
    attachments: nameAttachments(
      email.attachments.map(({ filename, mimeType, content }) => ({ filename, mimeType, bytes: bytesOf(content) })),
    ),
    isRtfOnly: false,
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

function bytesOf(content: Attachment['content']): Uint8Array {
  if (typeof content === 'string') return utf8ToBytes(content);
  return content instanceof Uint8Array ? content : new Uint8Array(content);
}
