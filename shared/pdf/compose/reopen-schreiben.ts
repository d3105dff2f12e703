import type { Schreiben } from '../../schreiben/schreiben.ts';
import type { ByteSource } from '../file/byte-source.ts';
import { makeSchreiben, type SchreibenFonts } from './schreiben-sheet.ts';
import { readSource } from './schreiben-source.ts';

/** A source out of a file, and whether composing it gives the very bytes with which the file begins. */
export type Reopened = { readonly schreiben: Schreiben; readonly isProven: boolean };

/**
 * The source of a file that was written here; null where it has none. `isProven`: what the page says is what the source says,
 * because composing it again gives the same bytes (stamps and signatures are appended behind them). Not proven is what
 * another release composed, or what somebody put together by hand.
 */
export function reopenSchreiben(source: ByteSource, fonts: SchreibenFonts): Reopened | null {
  const schreiben = readSource(source);
  return schreiben && { schreiben, isProven: beginsWith(source, composed(schreiben, fonts)) };
}

function composed(schreiben: Schreiben, fonts: SchreibenFonts): Uint8Array | null {
  try {
    return makeSchreiben(schreiben, fonts);
  } catch {
    return null;
  }
}

function beginsWith(source: ByteSource, bytes: Uint8Array | null): boolean {
  if (bytes === null || source.size < bytes.length) return false;
  const begin = source.read(0, bytes.length);
  return begin.every((byte, index) => byte === bytes[index]);
}
