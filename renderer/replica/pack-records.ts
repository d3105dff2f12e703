import type { Datensatz, DatensatzArt, Feldwert } from '../../shared/akte.ts';

/**
 * Records as a segment stores them: names of fields once per shape instead of once per record. Half of the JSON, so less to
 * seal, to write and to read at unlock.
 */
export interface PackedRecords {
  readonly shapes: readonly (readonly string[])[];
  readonly rows: readonly PackedRow[];
}

/** art, id, akte, rev, index of the shape, values in its order. */
type PackedRow = readonly [DatensatzArt, string, string | null, number, number, readonly Feldwert[]];

/** The opposite of {@link unpackRecords}. */
export function packRecords(records: readonly Datensatz[]): PackedRecords {
  const shapes: (readonly string[])[] = [];
  const rows = records.map(({ art, id, akte, rev, felder }): PackedRow => {
    const names = Object.keys(felder);
    const known = shapes.findIndex((shape) => areEqual(shape, names));
    const shape = known < 0 ? shapes.push(names) - 1 : known;
    return [art, id, akte, rev, shape, Object.values(felder)];
  });
  return { shapes, rows };
}

/** The records as they were. */
export function unpackRecords({ shapes, rows }: PackedRecords): Datensatz[] {
  return rows.map(([art, id, akte, rev, shape, values]) => {
    const felder: Record<string, Feldwert> = {};
    const names = shapes[shape] ?? [];
    for (let i = 0; i < names.length; i++) felder[names[i] as string] = values[i] as Feldwert;
    return { art, id, akte, rev, felder };
  });
}

function areEqual(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, index) => name === b[index]);
}
