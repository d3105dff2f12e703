import type { Envelope } from '../asic/open-envelope.ts';
import { AppError } from '../errors.ts';
import { isCfb } from './cfb.ts';
import { mailType, msgType } from './mail.ts';
import { uniqueName } from './mail-words.ts';
import { readMail } from './read-mail.ts';
import { writeMailSheet } from './write-mail-sheet.ts';

/** What an e-mail is shown with: the SHA-256 of its file (hexadecimal), and the font file. */
export interface MailView {
  readonly sha: string;
  readonly font: Uint8Array;
}

/**
 * Opens an e-mail like an envelope: the first member is a sheet with its words, the others what is attached. Throws AppError
 * 'mail-damaged', 'mail-too-large'; taking what is not there 'container-damaged'.
 */
export async function openMail(bytes: Uint8Array, view: MailView): Promise<Envelope> {
  const mail = await readMail(bytes);
  const taken = new Set(mail.attachments.map(({ name }) => name.toLowerCase()));
  const sheetName = uniqueName('Nachricht.pdf', taken);
  const sheet = writeMailSheet({ mail, sizeBytes: bytes.length, ...view });
  const files = [{ name: sheetName, bytes: sheet }, ...mail.attachments];
  const members = files.map(({ name, bytes: { length: sizeBytes } }) => ({ name, sizeBytes }));
  return {
    type: isCfb(bytes) ? msgType : mailType,
    members,
    letter: { subject: shortened(mail.subject), from: shortened(mail.from) },
    take: async (name) => {
      const found = files.find((file) => file.name === name);
      if (!found) throw new AppError('container-damaged', { cause: 'no such file' });
      // A copy: who takes it may hand it on to another thread.
      return new Uint8Array(found.bytes);
    },
    judge: async () => ({
      verdict: 'none',
      signatures: [],
      files: members.map((member) => ({ ...member, isCovered: false })),
    }),
  };
}

/** As long as title and sender of a Dokument may be, and never through a character; the sheet has all of it. */
function shortened(text: string): string {
  return text.slice(0, 500).replace(/\p{Surrogate}$/u, '');
}
