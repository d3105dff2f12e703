import { AppError } from '../../errors.ts';
import type { ByteSource } from './byte-source.ts';
import type { Fuel } from './fuel.ts';
import { inflate } from './inflate.ts';
import { isArray, isDict, nameOf, numberOf, type PdfDict, type PdfObject } from './objects.ts';

/** The bytes of a stream as they stand in the source; throws AppError 'pdf-truncated'. */
export function readStreamBytes(source: ByteSource, start: number, length: number): Uint8Array {
  if (length < 0 || start + length > source.size) throw new AppError('pdf-truncated');
  return source.read(start, length);
}

/**
 * The decoded bytes of a structural stream (cross-reference or object stream): unfiltered or FlateDecode with a PNG
 * predictor, which is all that producers write there. Throws AppError 'pdf-filter-unknown' for anything else.
 */
export function decodeStream(raw: Uint8Array, dict: PdfDict, fuel: Fuel): Uint8Array {
  const filter = single(dict.get('Filter'));
  if (filter === null) return raw;
  if (nameOf(filter) !== 'FlateDecode' && nameOf(filter) !== 'Fl') throw new AppError('pdf-filter-unknown');
  const bytes = inflate(raw, fuel.inflateBudget(raw.length), (count) => fuel.step(count));
  fuel.inflated(bytes.length);
  return unpredict(bytes, single(dict.get('DecodeParms')));
}

function single(object: PdfObject | undefined): PdfObject {
  if (!isArray(object)) return object ?? null;
  if (object.length > 1) throw new AppError('pdf-filter-unknown');
  return object[0] ?? null;
}

/** Undoes the PNG predictors (ISO 32000-2 §7.4.4.4). */
function unpredict(bytes: Uint8Array, parms: PdfObject): Uint8Array {
  if (!isDict(parms)) return bytes;
  const predictor = numberOf(parms.get('Predictor')) ?? 1;
  if (predictor === 1) return bytes;
  const colors = numberOf(parms.get('Colors')) ?? 1;
  const bits = numberOf(parms.get('BitsPerComponent')) ?? 8;
  if (predictor < 10 || colors !== 1 || bits !== 8) throw new AppError('pdf-filter-unknown');
  const columns = numberOf(parms.get('Columns')) ?? 1;
  if (!Number.isInteger(columns) || columns < 1 || columns > 64) throw new AppError('pdf-filter-unknown');
  const rows = Math.floor((bytes.length + columns) / (columns + 1));
  const out = new Uint8Array(rows * columns);
  for (let row = 0; row < rows; row++) unpredictRow(bytes, out, row, columns);
  return out;
}

function unpredictRow(bytes: Uint8Array, out: Uint8Array, row: number, columns: number): void {
  const from = row * (columns + 1);
  const to = row * columns;
  const type = bytes[from];
  for (let i = 0; i < columns; i++) {
    const left = i > 0 ? out[to + i - 1]! : 0;
    const up = row > 0 ? out[to + i - columns]! : 0;
    const corner = i > 0 && row > 0 ? out[to + i - columns - 1]! : 0;
    let add = 0;
    if (type === 1) add = left;
    else if (type === 2) add = up;
    else if (type === 3) add = (left + up) >> 1;
    else if (type === 4) add = paeth(left, up, corner);
    out[to + i] = (bytes[from + 1 + i] ?? 0) + add;
  }
}

function paeth(left: number, up: number, corner: number): number {
  const estimate = left + up - corner;
  const toLeft = Math.abs(estimate - left);
  const toUp = Math.abs(estimate - up);
  const toCorner = Math.abs(estimate - corner);
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}
