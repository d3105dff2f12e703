import { utf8ToBytes } from '@noble/hashes/utils.js';
import { briefkopfLimits } from '../../schreiben/briefkopf.ts';
import { type Schreiben, schreibenLimits, schreibenSchema } from '../../schreiben/schreiben.ts';
import { utf8Text } from '../../xml/utf8-text.ts';
import type { ByteSource } from '../file/byte-source.ts';
import { readStreamBytes } from '../file/decode-stream.ts';
import type { NewPdf } from '../file/new-file.ts';
import { byteString, dict, isType, numberOf, type PdfObject } from '../file/objects.ts';
import { PdfFile } from '../file/pdf-file.ts';

/** Under this name the source lies in the page-piece dictionary of the catalog (§14.5), where other programs leave it alone. */
const producer = 'Aktentasche';

/** A character of JSON takes at most three bytes of UTF-8 per UTF-16 unit; the agency's head lies beside the text. */
const mostBytes = (schreibenLimits.json + briefkopfLimits.json) * 3;

/** The entry of a new file's catalog that keeps the source of its text. */
export function sourceEntry(source: string, datum: string): (pdf: NewPdf) => Readonly<Record<string, PdfObject>> {
  return (pdf) => {
    const stream = pdf.add({ dict: dict({}), bytes: utf8ToBytes(source) });
    const piece = dict({ LastModified: byteString(`D:${datum.replaceAll('-', '')}`), Private: stream });
    return { PieceInfo: dict({ [producer]: piece }) };
  };
}

/**
 * The source that lies in a file; null where there is none, or none that this program can have written. Whether the page says
 * the same only composing it again tells.
 */
export function readSource(source: ByteSource): Schreiben | null {
  const file = new PdfFile(source);
  const piece = file.dict(file.dict(file.catalog().get('PieceInfo'))?.get(producer));
  const stream = file.resolve(piece?.get('Private'));
  if (!isType(stream, 'stream') || stream.dict.has('Filter')) return null;
  const length = numberOf(file.resolve(stream.dict.get('Length'))) ?? -1;
  if (length < 0 || length > mostBytes) return null;
  return parseSource(readStreamBytes(source, stream.start, length));
}

function parseSource(bytes: Uint8Array): Schreiben | null {
  try {
    return schreibenSchema.safeParse(JSON.parse(utf8Text(bytes) ?? '')).data ?? null;
  } catch {
    return null;
  }
}
