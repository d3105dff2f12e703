import { AppError } from '../errors.ts';
import { type CfbStorage, openCfb } from './cfb.ts';
import type { Mail } from './mail.ts';
import { nameAttachments, oneLine, type RawAttachment, wordsOf } from './mail-words.ts';
import { decoderOf, headBytes, type MsgProperties, readProperties } from './msg-properties.ts';
import { writeEml } from './write-eml.ts';

/** Ids of properties ([MS-OXPROPS]). */
const id = {
  messageClass: 0x001a,
  subject: 0x0037,
  submitted: 0x0039,
  delivered: 0x0e06,
  representing: [0x0042, 0x5d02, 0x0065],
  sender: [0x0c1a, 0x5d01, 0x0c1f],
  body: 0x1000,
  rtf: 0x1009,
  html: 0x1013,
  internetCodePage: 0x3fde,
  codePage: 0x3ffd,
  receiverKind: 0x0c15,
  receiver: [0x3001, 0x39fe, 0x3003],
  attachmentName: [0x3707, 0x3704, 0x3001],
  attachmentType: 0x370e,
  attachmentData: 0x3701,
} as const;
const kinds = { to: 1, cc: 2 } as const;
const innerMessage = '__substg1.0_3701000D';
const mostInnerDepth = 5;

/**
 * Reads an e-mail as Outlook keeps it ([MS-OXMSG]). Messages inside it become files of RFC 5322. Throws AppError 'mail-damaged',
 * 'mail-too-large' for more than `mostAttachments`.
 */
export function readMsg(bytes: Uint8Array, mostAttachments: number): Mail {
  try {
    return readMessage(openCfb(bytes), { depth: 0, mostAttachments });
  } catch (error) {
    // A DataView that ends too early says so by a RangeError.
    throw error instanceof AppError ? error : new AppError('mail-damaged', { cause: error });
  }
}

interface Limits {
  readonly depth: number;
  readonly mostAttachments: number;
}

function readMessage(storage: CfbStorage, limits: Limits): Mail {
  const head = limits.depth === 0 ? headBytes.message : headBytes.inner;
  const codes = readProperties(storage, head, () => '');
  const decode = decoderOf(codes.number(id.codePage) ?? codes.number(id.internetCodePage));
  const of = readProperties(storage, head, decode);
  const from = personOf(of, id.sender) || personOf(of, id.representing);
  if (from === '') throw new AppError('mail-damaged', { cause: 'no sender' });
  const receivers = partsOf(storage, '__recip_version1.0_').map((part) => readProperties(part, headBytes.part, decode));
  const named = (kind: number) =>
    receivers.filter((one) => one.number(id.receiverKind) === kind).map((one) => personOf(one, id.receiver));
  const attachments = partsOf(storage, '__attach_version1.0_');
  if (attachments.length > limits.mostAttachments) throw new AppError('mail-too-large');
  const text = wordsOf({ text: of.text(id.body), html: htmlOf(of, codes.number(id.internetCodePage)) });
  return {
    from,
    to: named(kinds.to),
    cc: named(kinds.cc),
    subject: oneLine(of.text(id.subject)),
    date: of.time(id.submitted) ?? of.time(id.delivered),
    text,
    attachments: nameAttachments(attachments.flatMap((part) => attachmentOf(part, decode, limits))),
    isRtfOnly: text === '' && of.bytes(id.rtf) !== undefined,
    isSecured: /^IPM\.Note\.SMIME/i.test(of.text(id.messageClass)),
  };
}

function partsOf(storage: CfbStorage, prefix: string): CfbStorage[] {
  const named = [...storage.storages].filter(([name]) => name.startsWith(prefix));
  return named.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, part]) => part);
}

/** `Name <address>`; an address of Exchange itself says nothing outside it. */
function personOf(of: MsgProperties, [name, smtp, address]: readonly [number, number, number]): string {
  const mailbox = [of.text(smtp), of.text(address)].find((one) => one.includes('@')) ?? '';
  const shown = of.text(name);
  if (shown === '' || shown === mailbox) return oneLine(mailbox);
  return oneLine(mailbox === '' ? shown : `${shown} <${mailbox}>`);
}

function htmlOf(of: MsgProperties, codePage: number | undefined): string {
  const bytes = of.bytes(id.html);
  return bytes ? decoderOf(codePage)(bytes) : of.text(id.html);
}

function attachmentOf(part: CfbStorage, decode: (bytes: Uint8Array) => string, limits: Limits): RawAttachment[] {
  const of = readProperties(part, headBytes.part, decode);
  const filename = of.text(...id.attachmentName);
  const inner = part.storages.get(innerMessage);
  if (inner?.stream('__properties_version1.0')) {
    if (limits.depth >= mostInnerDepth) throw new AppError('mail-damaged', { cause: 'depth' });
    const mail = readMessage(inner, { ...limits, depth: limits.depth + 1 });
    const name = `${filename || mail.subject || 'Nachricht'}.eml`;
    return [{ filename: name, mimeType: 'message/rfc822', bytes: writeEml(mail) }];
  }
  const bytes = of.bytes(id.attachmentData);
  // A link to a file elsewhere, or an object of another program: there are no bytes to keep.
  if (!bytes) return [];
  return [{ filename, mimeType: of.text(id.attachmentType) || 'application/octet-stream', bytes: bytes.slice() }];
}
