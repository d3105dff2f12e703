import { AppError } from '../../shared/errors.ts';
import { readOffice } from '../../shared/office/open-office.ts';
import type { ByteSource } from '../../shared/pdf/file/byte-source.ts';
import type { PageText } from '../text-api.ts';
import { joinLines } from './join-lines.ts';
import { textLimits } from './text-limits.ts';

/**
 * Reads the words of a text file as one page: text, headers, footers, notes. Answers whether something was left out. Throws
 * AppError 'office-…', 'container-…'.
 */
export async function readOfficeText(
  source: ByteSource,
  onPage: (page: PageText) => void,
  most: number = textLimits.characters,
): Promise<boolean> {
  const found = await readOffice(source.read(0, source.size));
  if (!found) throw new AppError('container-type-unknown');
  const words = [...found.blocks, ...found.margins].map(({ text }) => text).join('\n');
  const joined = joinLines(words.slice(0, most));
  if (joined !== '') onPage({ pageIndex: 0, text: joined, isScan: false });
  return found.isShortened || words.length > most;
}
