import { type RaiseTarget, raiseTargets } from '../../shared/sync-protocol.ts';
import type { Replica } from './replica.ts';

/** A further format of a Version: the same document with its signatures raised to a level. */
export interface Format {
  readonly id: string;
  readonly stufe: string;
  readonly sha: string;
  readonly sizeBytes: number;
  readonly erstellt: string;
}

/** Is level `a` at least `b`? A level not known here is below every other. */
export function reaches(a: string, b: RaiseTarget): boolean {
  return raiseTargets.indexOf(a as RaiseTarget) >= raiseTargets.indexOf(b);
}

/** The best format of one Version: the highest level, of equal ones the oldest. */
export function bestFormat({ tables: { primaerdokument } }: Replica, version: string): Format | null {
  const column = primaerdokument.codes.get('version');
  const code = column?.codeOf(version) ?? -1;
  let best: Format | null = null;
  if (!column || code < 0) return null;
  for (let row = 0; row < primaerdokument.rowCount; row++) {
    if (column.codes[row] === code && primaerdokument.isLive(row)) best = better(best, formatAt(primaerdokument, row));
  }
  return best;
}

/** The best format of every Version that has one, by id of the Version. */
export function bestFormats({ tables: { primaerdokument } }: Replica): ReadonlyMap<string, Format> {
  const found = new Map<string, Format>();
  for (let row = 0; row < primaerdokument.rowCount; row++) {
    const version = primaerdokument.isLive(row) ? primaerdokument.code('version', row) : null;
    if (version !== null) found.set(version, better(found.get(version) ?? null, formatAt(primaerdokument, row)));
  }
  return found;
}

function better(known: Format | null, other: Format): Format {
  if (known === null) return other;
  const [a, b] = [known, other].map(({ stufe }) => raiseTargets.indexOf(stufe as RaiseTarget)) as [number, number];
  return b > a || (b === a && other.erstellt < known.erstellt) ? other : known;
}

function formatAt(table: Replica['tables']['primaerdokument'], row: number): Format {
  return {
    id: table.ids[row] ?? '',
    stufe: table.code('stufe', row) ?? '',
    sha: table.text('sha', row),
    sizeBytes: table.number('groesse', row),
    erstellt: table.text('erstellt', row),
  };
}
