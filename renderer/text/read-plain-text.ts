import type { ByteSource } from '../../shared/pdf/file/byte-source.ts';
import type { PageText } from '../text-api.ts';
import { joinLines } from './join-lines.ts';
import { textLimits } from './text-limits.ts';

/** Reads the words of a text file as one page: UTF-8, or Windows-1252 when it is none. Answers whether something was left out. */
export function readPlainText(
  source: ByteSource,
  onPage: (page: PageText) => void,
  most: number = textLimits.characters,
): boolean {
  const text = joinLines(decoded(source.read(0, Math.min(source.size, most))));
  if (text !== '') onPage({ pageIndex: 0, text, isScan: false });
  return source.size > most;
}

function decoded(bytes: Uint8Array): string {
  try {
    // A cut in the middle of a character is no sign of another encoding.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
