import { readMail } from '../../shared/mail/read-mail.ts';
import type { ByteSource } from '../../shared/pdf/file/byte-source.ts';
import type { PageText } from '../text-api.ts';
import { joinLines } from './join-lines.ts';
import { textLimits } from './text-limits.ts';

/**
 * Reads the words of an e-mail as one page: subject, persons, names of attachments, text. Answers whether something was left out. Throws
 * AppError 'mail-damaged', 'mail-too-large'.
 */
export async function readMailText(
  source: ByteSource,
  onPage: (page: PageText) => void,
  most: number = textLimits.characters,
): Promise<boolean> {
  const { subject, from, to, cc, text, attachments } = await readMail(source.read(0, source.size));
  const words = [subject, from, ...to, ...cc, ...attachments.map(({ name }) => name), text].join('\n');
  const joined = joinLines(words.slice(0, most));
  if (joined !== '') onPage({ pageIndex: 0, text: joined, isScan: false });
  return words.length > most;
}
