import type { Schreiben } from '../../schreiben/schreiben.ts';
import type { ByteSource } from '../file/byte-source.ts';
import { PdfFile } from '../file/pdf-file.ts';
import { keepsPages } from './keeps-pages.ts';
import { makeSchreiben, type SchreibenFonts } from './schreiben-sheet.ts';
import { readSource } from './schreiben-source.ts';

/** A source out of a file, and whether composing it gives the very bytes with which the file begins. */
export type Reopened = { readonly schreiben: Schreiben; readonly isProven: boolean };

/**
 * The source of a file that was written here; null where it has none. `isProven`: what the page says is what the source says,
 * because composing it again gives the same bytes, and what is appended behind them are stamps and signatures that leave
 * the pages as they are. Not proven is what another release composed, or what somebody put together by hand.
 */
export function reopenSchreiben(source: ByteSource, fonts: SchreibenFonts): Reopened | null {
  const schreiben = readSource(source);
  if (!schreiben) return null;
  const bytes = composed(schreiben, fonts);
  return { schreiben, isProven: bytes !== null && beginsWith(source, bytes) && isOnlyLaidOn(source, bytes.length) };
}

/** Whether nothing but stamps and signatures was laid on the pages since the file was that long. */
function isOnlyLaidOn(source: ByteSource, sizeBytes: number): boolean {
  if (source.size === sizeBytes) return true;
  const file = new PdfFile(source);
  return keepsPages(file.revision(sizeBytes), file);
}

function composed(schreiben: Schreiben, fonts: SchreibenFonts): Uint8Array | null {
  try {
    return makeSchreiben(schreiben, fonts);
  } catch {
    return null;
  }
}

function beginsWith(source: ByteSource, bytes: Uint8Array): boolean {
  if (source.size < bytes.length) return false;
  const begin = source.read(0, bytes.length);
  return begin.every((byte, index) => byte === bytes[index]);
}
