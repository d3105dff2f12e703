import type { Datensatz, DatensatzArt, Felder, Feldwert } from '../../shared/akte.ts';

/**
 * Records as a segment stores them: names of fields once per shape instead of once per record, and revisions only where they
 * differ from the record's. Less than half of the JSON, so less to seal, to write and to read at unlock.
 */
export interface PackedRecords {
  readonly shapes: readonly (readonly string[])[];
  readonly rows: readonly PackedRow[];
}

/** art, id, akte, rev, index of the shape, values in its order, revisions (0: every field has the record's). */
type PackedRow = readonly [
  DatensatzArt,
  string,
  string | null,
  number,
  number,
  readonly Feldwert[],
  Datensatz['feldrev'] | 0,
];

/** The opposite of {@link unpackRecords}. */
export function packRecords(records: readonly Datensatz[]): PackedRecords {
  const shapes: (readonly string[])[] = [];
  const rows = records.map(({ art, id, akte, rev, felder, feldrev }): PackedRow => {
    const names = Object.keys(felder);
    const known = shapes.findIndex((shape) => areEqual(shape, names));
    const shape = known < 0 ? shapes.push(names) - 1 : known;
    return [art, id, akte, rev, shape, Object.values(felder), isUniform(names, feldrev, rev) ? 0 : feldrev];
  });
  return { shapes, rows };
}

/** The records as they were. */
export function unpackRecords({ shapes, rows }: PackedRecords): Datensatz[] {
  return rows.map(([art, id, akte, rev, shape, values, revisions]) => {
    const felder: Record<string, Feldwert> = {};
    const feldrev: Record<string, number> = {};
    const names = shapes[shape] ?? [];
    for (let i = 0; i < names.length; i++) {
      const name = names[i] as string;
      felder[name] = values[i] as Feldwert;
      if (revisions === 0) feldrev[name] = rev;
    }
    return { art, id, akte, rev, felder: felder as Felder, feldrev: revisions === 0 ? feldrev : revisions };
  });
}

function isUniform(names: readonly string[], feldrev: Datensatz['feldrev'], rev: number): boolean {
  for (const name of names) if (feldrev[name] !== rev) return false;
  return Object.keys(feldrev).length === names.length;
}

function areEqual(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, index) => name === b[index]);
}
