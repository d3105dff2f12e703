import { renewalDue } from '../../shared/pdf/level/renewal.ts';
import { type RaiseTarget, raiseTargets } from '../../shared/sync-protocol.ts';
import type { Replica } from './replica.ts';

/** A further format of a Version: the same document with its signatures raised to a level. */
export interface Format {
  readonly id: string;
  readonly stufe: string;
  readonly sha: string;
  readonly sizeBytes: number;
  readonly erstellt: string;
  /** Until when its last time-stamp carries it, ISO 8601; null where that is not known. */
  readonly traegtBis: string | null;
}

/** A signature that came beside the document of a Version. */
export interface Signaturdatei {
  readonly id: string;
  readonly dateiname: string;
  readonly sha: string;
  readonly sizeBytes: number;
}

/** Taken for granted of a format whose record does not say how long its last time-stamp carries it. */
const carriedMs = 2 * 365 * 86_400_000;

/** Does the format need its next document time-stamp now? */
export function isRenewalDue({ stufe, erstellt, traegtBis }: Format, now: Date): boolean {
  const until = traegtBis ?? new Date(Date.parse(erstellt) + carriedMs).toISOString();
  return stufe === 'B-LTA' && renewalDue({ since: erstellt, until }) <= now;
}

/** Is level `a` at least `b`? A level not known here is below every other. */
export function reaches(a: string, b: RaiseTarget): boolean {
  return raiseTargets.indexOf(a as RaiseTarget) >= raiseTargets.indexOf(b);
}

/** The best format of one Version: the highest level, of equal ones the one carried longest, then the oldest. */
export function bestFormat({ tables: { primaerdokument } }: Replica, version: string): Format | null {
  const column = primaerdokument.codes.get('version');
  const code = column?.codeOf(version) ?? -1;
  let best: Format | null = null;
  if (!column || code < 0) return null;
  for (let row = 0; row < primaerdokument.rowCount; row++) {
    if (column.codes[row] === code && isFormat(primaerdokument, row))
      best = better(best, formatAt(primaerdokument, row));
  }
  return best;
}

/** The best format of every Version that has one, by id of the Version. */
export function bestFormats({ tables: { primaerdokument } }: Replica): ReadonlyMap<string, Format> {
  const found = new Map<string, Format>();
  for (let row = 0; row < primaerdokument.rowCount; row++) {
    const version = isFormat(primaerdokument, row) ? primaerdokument.code('version', row) : null;
    if (version !== null) found.set(version, better(found.get(version) ?? null, formatAt(primaerdokument, row)));
  }
  return found;
}

/** The signatures that came beside each Version, by its id, in the order of their names. */
export function signaturdateien({
  tables: { primaerdokument },
}: Replica): ReadonlyMap<string, readonly Signaturdatei[]> {
  const found = new Map<string, Signaturdatei[]>();
  for (let row = 0; row < primaerdokument.rowCount; row++) {
    if (!primaerdokument.isLive(row) || !isSignatur(primaerdokument, row)) continue;
    const { id, sha, sizeBytes } = formatAt(primaerdokument, row);
    const version = primaerdokument.code('version', row) ?? '';
    const one = { id, dateiname: primaerdokument.text('dateiname', row), sha, sizeBytes };
    found.set(version, [...(found.get(version) ?? []), one]);
  }
  for (const list of found.values()) list.sort((a, b) => a.dateiname.localeCompare(b.dateiname));
  return found;
}

type Table = Replica['tables']['primaerdokument'];

function isSignatur(table: Table, row: number): boolean {
  return table.code('stufe', row) === 'signatur';
}

function isFormat(table: Table, row: number): boolean {
  return table.isLive(row) && !isSignatur(table, row);
}

function better(known: Format | null, other: Format): Format {
  if (known === null) return other;
  const [a, b] = [known, other].map(({ stufe }) => raiseTargets.indexOf(stufe as RaiseTarget)) as [number, number];
  if (a !== b) return b > a ? other : known;
  const [until, otherUntil] = [known.traegtBis ?? '', other.traegtBis ?? ''];
  if (until !== otherUntil) return otherUntil > until ? other : known;
  return other.erstellt < known.erstellt ? other : known;
}

function formatAt(table: Table, row: number): Format {
  return {
    id: table.ids[row] ?? '',
    stufe: table.code('stufe', row) ?? '',
    sha: table.text('sha', row),
    sizeBytes: table.number('groesse', row),
    erstellt: table.text('erstellt', row),
    traegtBis: table.text('traegtBis', row) || null,
  };
}
