import type { DatensatzArt, Feldwert } from '../../shared/akte.ts';
import { encodeTexts, type PackedTexts, type Spans } from './text-spans.ts';

/** Values of one field in several records: as they are, numbers of the few different ones, or texts as bytes. */
export type PackedColumn =
  | { readonly values: readonly Feldwert[]; readonly codes?: undefined; readonly texts?: undefined }
  | {
      readonly values: readonly (string | null)[];
      readonly codes: ArrayLike<number>;
      readonly texts?: undefined;
    }
  | { readonly values?: undefined; readonly codes?: undefined; readonly texts: PackedTexts };

/** Kind and names of fields of several records, field by field: what the lists need in memory. */
export interface RecordGroup {
  readonly art: DatensatzArt;
  readonly names: readonly string[];
  /** Where each record stood among all. */
  readonly at: ArrayLike<number>;
  readonly ids: readonly string[];
  /** Index into the ids of Akten; one that names none = no Akte. */
  readonly akten: ArrayLike<number>;
  readonly revs: ArrayLike<number>;
  readonly columns: Readonly<Record<string, PackedColumn>>;
}

/** What an unlock reads of a segment. */
export interface PackedFront {
  readonly akten: readonly string[];
  readonly groups: readonly RecordGroup[];
}

/** The other fields of each group. */
export type PackedBack = readonly Readonly<Record<string, readonly Feldwert[]>>[];

/** A text may begin with U+FEFF. */
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** One value per record; none where the records have no such field. */
export function unpackColumn(column: PackedColumn | undefined): readonly Feldwert[] {
  if (!column) return [];
  if (column.texts) {
    const { bytes, lengths } = column.texts;
    let at = 0;
    return Array.from(lengths, (length) => {
      at += length;
      return decoder.decode(bytes.subarray(at - length, at));
    });
  }
  const { values, codes } = column;
  return codes ? Array.from(codes, (code) => values[code] ?? null) : values;
}

/** What a column shows of a field in `count` records, as UTF-8; the few different ones lie there once. */
export function spansOf(
  column: PackedColumn | undefined,
  count: number,
  asText: (wert: Feldwert | undefined) => string,
): Spans {
  const texts = column?.texts ?? encodeTexts((column?.values ?? []).map(asText));
  const { bytes, lengths } = texts;
  const [start, end] = [new Uint32Array(count), new Uint32Array(count)];
  const ends = new Uint32Array(lengths.length);
  let at = 0;
  for (let i = 0; i < ends.length; i++) {
    at += lengths[i] ?? 0;
    ends[i] = at;
  }
  for (let i = 0; i < count; i++) {
    const index = column?.codes ? (column.codes[i] ?? 0) : i;
    end[i] = ends[index] ?? 0;
    start[i] = (ends[index] ?? 0) - (lengths[index] ?? 0);
  }
  return { bytes, start, end };
}
