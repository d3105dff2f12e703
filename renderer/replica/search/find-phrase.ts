import type { OccurrenceReader } from './open-blocks.ts';

/** Documents, ascending, and for each the positions where the phrase begins, ascending. */
interface Occurrences {
  readonly docs: readonly number[];
  readonly positions: readonly Int32Array[];
}

/** One word of a phrase and how far behind the first it stands. */
export interface PhraseWord {
  readonly reader: OccurrenceReader;
  readonly distance: number;
}

/** Documents in which the words stand at their distances, and where the phrase begins. The rarest word first is fastest. */
export function findPhrase(words: readonly PhraseWord[]): Occurrences {
  let found: Occurrences | null = null;
  for (const { reader, distance } of words) {
    found = found ? keepFollowed(found, reader, distance) : allOf(reader, distance);
  }
  return found ?? { docs: [], positions: [] };
}

function allOf(reader: OccurrenceReader, distance: number): Occurrences {
  const docs: number[] = [];
  const positions: Int32Array[] = [];
  while (reader.next()) {
    docs.push(reader.doc);
    positions.push(Int32Array.from(reader.positions.subarray(0, reader.frequency), (position) => position - distance));
  }
  return { docs, positions };
}

/** Those positions behind which the reader's word stands `distance` further. */
function keepFollowed(before: Occurrences, reader: OccurrenceReader, distance: number): Occurrences {
  const docs: number[] = [];
  const positions: Int32Array[] = [];
  let at = 0;
  while (at < before.docs.length && reader.next()) {
    while ((before.docs[at] ?? Number.POSITIVE_INFINITY) < reader.doc) at++;
    if (before.docs[at] !== reader.doc) continue;
    const followers = reader.positions.subarray(0, reader.frequency);
    const kept = before.positions[at]?.filter((position) => isIn(followers, position + distance));
    if (!kept || kept.length === 0) continue;
    docs.push(reader.doc);
    positions.push(kept);
  }
  return { docs, positions };
}

/** Whether ascending values contain one. */
function isIn(values: Uint32Array, wanted: number): boolean {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return values[low] === wanted;
}
