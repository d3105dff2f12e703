import type { Datensatz, DatensatzArt, Feldwert } from '../../shared/akte.ts';
import { AppError } from '../../shared/errors.ts';
import { columns } from './columns.ts';
import { narrow, widen } from './narrow-numbers.ts';
import { unpackFormat3, unpackOlder } from './pack-records-older.ts';
import {
  type PackedBack,
  type PackedColumn,
  type PackedFront,
  type RecordGroup,
  unpackColumn,
} from './packed-column.ts';
import { encodeTexts } from './text-spans.ts';

/** Format in which segments are written. Older ones are read, and rewritten when there is time (R98). */
export const SEGMENT_FORMAT = 4;

/** What precedes the arrays of a front, as JSON: what is no number and no list of texts. */
interface Head {
  readonly akten: readonly string[];
  readonly groups: readonly (Pick<RecordGroup, 'art' | 'names' | 'ids'> & {
    readonly columns: Readonly<Record<string, HeadColumn>>;
  })[];
  /** Byte lengths of the arrays that follow. */
  readonly lengths: readonly number[];
}

type HeadColumn =
  | { readonly how: 'values'; readonly values: readonly Feldwert[] }
  /** One array: numbers of the values. */
  | { readonly how: 'codes'; readonly values: readonly (string | null)[] }
  /** Two arrays: lengths, UTF-8. */
  | { readonly how: 'texts' };

const HEAD_BYTES = 9;
/** Half a surrogate pair, which UTF-8 cannot say. */
const halves = /\p{Surrogate}/u;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/**
 * Records as the bytes of a segment: format (one byte), lengths of the front and of its head (four each), head as JSON, arrays
 * back to back, and the other fields as JSON. An unlock fills its columns from the arrays and makes no object per record; only
 * an opened record needs what is behind.
 */
export function packRecords(records: readonly Datensatz[]): Uint8Array<ArrayBuffer> {
  const akten = new Map<string, number>();
  for (const { akte } of records) if (akte !== null && !akten.has(akte)) akten.set(akte, akten.size);
  const arrays: Uint8Array[] = [];
  const back: Record<string, readonly Feldwert[]>[] = [];
  const groups = byShape(records).map(({ art, names, at }) => {
    const own = at.map((index) => records[index] as Datensatz);
    const isInFront = (name: string) => name in columns[art];
    const valuesOf = (name: string) => own.map(({ felder }) => felder[name] as Feldwert);
    arrays.push(narrow(new Uint32Array(at)));
    arrays.push(
      narrow(new Uint32Array(own.map(({ akte }) => (akte === null ? akten.size : (akten.get(akte) ?? akten.size))))),
    );
    arrays.push(narrow(new Float64Array(own.map(({ rev }) => rev))));
    const packColumnOf = (name: string) => [name, packColumn(valuesOf(name), kindOf(art, name), arrays)] as const;
    back.push(
      Object.fromEntries(names.filter((name) => !isInFront(name)).map((name) => [name, valuesOf(name)] as const)),
    );
    return {
      ...{ art, names, ids: own.map(({ id }) => id) },
      columns: Object.fromEntries(names.filter(isInFront).map(packColumnOf)),
    };
  });
  const head: Head = { akten: [...akten.keys()], groups, lengths: arrays.map(({ length }) => length) };
  return joined(encoder.encode(JSON.stringify(head)), arrays, encoder.encode(JSON.stringify(back)));
}

/** The records as they were. Throws AppError 'replica-damaged' for a format of a newer Aktentasche: it is fetched again. */
export function unpackRecords(bytes: Uint8Array<ArrayBuffer>): Datensatz[] {
  const front = readFront(bytes);
  if (Array.isArray(front)) return front;
  const backAt = new DataView(bytes.buffer, bytes.byteOffset).getUint32(1) + (bytes[0] === 3 ? 5 : HEAD_BYTES);
  const back = JSON.parse(decoder.decode(bytes.subarray(backAt))) as PackedBack;
  const records: Datensatz[] = [];
  front.groups.forEach(({ art, names, at, ids, akten, revs, columns }, index) => {
    const values = names.map((name) => back[index]?.[name] ?? unpackColumn(columns[name]));
    ids.forEach((id, i) => {
      const felder: Record<string, Feldwert> = {};
      for (let n = 0; n < names.length; n++) felder[names[n] as string] = values[n]?.[i] as Feldwert;
      records[at[i] ?? 0] = { art, id, akte: front.akten[akten[i] ?? -1] ?? null, rev: revs[i] ?? 0, felder };
    });
  });
  return records;
}

/**
 * What the lists need; the records themselves, where an older format knows no difference or an older program did not have every column of today.
 * Throws like {@link unpackRecords}.
 */
export function unpackFront(bytes: Uint8Array<ArrayBuffer>): PackedFront | Datensatz[] {
  const front = readFront(bytes);
  if (Array.isArray(front)) return front;
  const isOlder = front.groups.some(({ art, names, columns: written }) =>
    names.some((name) => kindOf(art, name) !== undefined && !(name in written)),
  );
  return isOlder ? unpackRecords(bytes) : front;
}

function readFront(bytes: Uint8Array<ArrayBuffer>): PackedFront | Datensatz[] {
  if (bytes[0] === '{'.charCodeAt(0)) return unpackOlder(bytes);
  if (bytes[0] === 3) return unpackFormat3(bytes);
  if (bytes[0] !== SEGMENT_FORMAT) throw new AppError('replica-damaged');
  let at = HEAD_BYTES + new DataView(bytes.buffer, bytes.byteOffset).getUint32(5);
  const { akten, groups, lengths } = JSON.parse(decoder.decode(bytes.subarray(HEAD_BYTES, at))) as Head;
  let next = 0;
  const take = () => {
    const length = lengths[next++] ?? 0;
    at += length;
    return bytes.subarray(at - length, at);
  };
  const column = (head: HeadColumn): PackedColumn => {
    if (head.how === 'values') return { values: head.values };
    if (head.how === 'codes') return { values: head.values, codes: widen(take()) };
    return { texts: { lengths: widen(take()), bytes: take() } };
  };
  return {
    akten,
    groups: groups.map(({ art, names, ids, columns }): RecordGroup => {
      const [where, ofAkten, revs] = [widen(take()), widen(take()), widen(take())];
      const read = Object.entries(columns).map(([name, head]) => [name, column(head)] as const);
      return { art, names, ids, at: where, akten: ofAkten, revs, columns: Object.fromEntries(read) };
    }),
  };
}

/** Records with the same fields in the same order, by their index. */
function byShape(records: readonly Datensatz[]) {
  const groups = new Map<string, { art: DatensatzArt; names: readonly string[]; at: number[] }>();
  records.forEach(({ art, felder }, index) => {
    const names = Object.keys(felder);
    const shape = JSON.stringify([art, ...names]);
    const known = groups.get(shape);
    if (known) known.at.push(index);
    else groups.set(shape, { art, names, at: [index] });
  });
  return [...groups.values()];
}

function packColumn(values: readonly Feldwert[], kind: string | undefined, arrays: Uint8Array[]): HeadColumn {
  if (kind === 'text' && values.every((value) => typeof value === 'string' && !halves.test(value))) {
    const { bytes, lengths } = encodeTexts(values as string[]);
    arrays.push(narrow(new Uint32Array(lengths)), bytes);
    return { how: 'texts' };
  }
  if (kind !== 'code' || !values.every((value) => value === null || typeof value === 'string')) {
    return { how: 'values', values };
  }
  const codeOf = new Map<string | null, number>();
  for (const value of values) if (!codeOf.has(value)) codeOf.set(value, codeOf.size);
  arrays.push(narrow(new Uint32Array(values.map((value) => codeOf.get(value) ?? 0))));
  return { how: 'codes', values: [...codeOf.keys()] };
}

function kindOf(art: DatensatzArt, name: string): string | undefined {
  return (columns[art] as Readonly<Record<string, string>>)[name];
}

function joined(head: Uint8Array, arrays: readonly Uint8Array[], back: Uint8Array): Uint8Array<ArrayBuffer> {
  const front = arrays.reduce((sum, { length }) => sum + length, head.length);
  const bytes = new Uint8Array(HEAD_BYTES + front + back.length);
  const view = new DataView(bytes.buffer);
  bytes[0] = SEGMENT_FORMAT;
  view.setUint32(1, front);
  view.setUint32(5, head.length);
  let at = HEAD_BYTES;
  for (const part of [head, ...arrays, back]) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
