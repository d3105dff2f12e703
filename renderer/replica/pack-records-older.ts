import type { Datensatz, DatensatzArt, Feldwert } from '../../shared/akte.ts';
import { AppError } from '../../shared/errors.ts';
import type { PackedFront } from './packed-column.ts';

const decoder = new TextDecoder();

/** Format 2, JSON: kind and names of fields once per shape, ids of Akten once per segment. */
interface Packed2 {
  readonly v: 2;
  readonly akten: readonly string[];
  readonly shapes: readonly (readonly [DatensatzArt, ...string[]])[];
  /** id, index of the Akte (-1 = none), rev, index of the shape, values in its order. */
  readonly rows: readonly (readonly [string, number, number, number, readonly Feldwert[]])[];
}

/** Format 1, JSON without a number: art, id, akte, rev, index of the shape, values. */
interface Packed1 {
  readonly v?: undefined;
  readonly shapes: readonly (readonly string[])[];
  readonly rows: readonly (readonly [DatensatzArt, string, string | null, number, number, readonly Feldwert[]])[];
}

type OlderPacked = Packed1 | Packed2;

/** What the lists need of a segment in format 3: a three, the length of the front (four bytes), front and back as JSON. */
export function unpackFormat3(bytes: Uint8Array<ArrayBuffer>): PackedFront {
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(1);
  return JSON.parse(decoder.decode(bytes.subarray(5, 5 + length))) as PackedFront;
}

/** Records of a segment that is JSON only. Throws AppError 'replica-damaged' for a format that never was. */
export function unpackOlder(bytes: Uint8Array<ArrayBuffer>): Datensatz[] {
  const packed = JSON.parse(decoder.decode(bytes)) as OlderPacked;
  if (packed.v === undefined) {
    return packed.rows.map(([art, id, akte, rev, shape, values]) => {
      return { art, id, akte, rev, felder: fields(packed.shapes[shape] ?? [], values) };
    });
  }
  if (packed.v !== 2) throw new AppError('replica-damaged');
  return packed.rows.map(([id, akte, rev, shape, values]) => {
    const [art, ...names] = packed.shapes[shape] as [DatensatzArt, ...string[]];
    return { art, id, akte: packed.akten[akte] ?? null, rev, felder: fields(names, values) };
  });
}

function fields(names: readonly string[], values: readonly Feldwert[]): Record<string, Feldwert> {
  const felder: Record<string, Feldwert> = {};
  for (let i = 0; i < names.length; i++) felder[names[i] as string] = values[i] as Feldwert;
  return felder;
}
