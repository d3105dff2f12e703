import type { Datensatz, Felder, Feldwert } from './akte.ts';
import type { Change, Operation } from './change.ts';

/** Who wrote a field last: the device and its operation number. */
export interface Feldherkunft {
  readonly dev: string;
  readonly n: number;
}

/** A record as the server keeps it: `feldrev[f]` is the revision at which field f last changed, `feldvon[f]` who wrote it. */
export interface FuehrenderDatensatz extends Datensatz {
  readonly feldrev: Readonly<Record<string, number>>;
  readonly feldvon: Readonly<Record<string, Feldherkunft>>;
}

/** Both sides changed `feld` from the same base to different values: `ihr` stays in the record, `mein` goes to a Konflikt. */
export interface Feldkonflikt {
  readonly feld: string;
  readonly mein: Feldwert;
  readonly ihr: Feldwert;
}

/** What an operation does to a record. `changed` tells whether anything differs from before. */
export interface Merge {
  readonly record: FuehrenderDatensatz;
  readonly changed: boolean;
  /** Some field had moved since the base, yet nothing contradicts (S8). */
  readonly merged: boolean;
  readonly conflicts: readonly Feldkonflikt[];
}

/**
 * The server's decision for one operation on one record, per field (docs/spec/sync.md S7):
 * apply if the field has not moved since the base the person saw, or its last writer is the same device (it knew its own
 * earlier value), or the values are equal; otherwise keep theirs and report a conflict. List additions and removals always
 * apply. `record` is null when the operation creates it; `seq` becomes the feldrev of what changed.
 */
export function mergeOperation(record: FuehrenderDatensatz | null, operation: Operation, seq: number): Merge {
  const before = record ?? emptyRecord(operation);
  const felder: Record<string, Feldwert> = { ...before.felder };
  const feldrev: Record<string, number> = { ...before.feldrev };
  const feldvon: Record<string, Feldherkunft> = { ...before.feldvon };
  const conflicts: Feldkonflikt[] = [];
  let changed = record === null;
  let merged = false;

  const write = (feld: string, wert: Feldwert) => {
    if (feld in felder && sameValue(felder[feld], wert)) return;
    felder[feld] = wert;
    feldrev[feld] = seq;
    feldvon[feld] = { dev: operation.dev, n: operation.n };
    changed = true;
  };

  for (const [feld, wert] of Object.entries(operation.set)) {
    const moved = (feldrev[feld] ?? 0) > (operation.base[feld] ?? 0);
    const own = feldvon[feld]?.dev === operation.dev && feldvon[feld].n < operation.n;
    if (moved && !own && !sameValue(felder[feld], wert)) {
      conflicts.push({ feld, mein: wert, ihr: felder[feld] ?? null });
    } else {
      if (moved && !own) merged = true;
      write(feld, wert);
    }
  }
  for (const [feld, wert] of Object.entries(listChanges(felder, operation))) write(feld, wert);

  const othersMoved = Object.entries(feldrev).some(
    ([feld, rev]) => rev > (operation.base[feld] ?? Number.POSITIVE_INFINITY) && rev !== seq,
  );
  return {
    record: { ...before, felder, feldrev, feldvon, rev: changed ? seq : before.rev },
    changed,
    merged: conflicts.length === 0 && (merged || othersMoved),
    conflicts,
  };
}

/**
 * What the person sees: the record as last pulled with her own not yet visible changes on top, in their order. Never used
 * to decide anything; the server decides.
 */
export function overlayChanges(record: Datensatz | null, changes: readonly Change[]): Datensatz | null {
  let result = record;
  for (const change of changes) {
    const before: Datensatz = result ?? {
      art: change.ent.art,
      id: change.ent.id,
      akte: change.akte,
      rev: 0,
      felder: {},
    };
    const felder = { ...before.felder, ...change.set };
    result = {
      ...before,
      akte: movesRecord(change) ? change.akte : before.akte,
      felder: { ...felder, ...listChanges(felder, change) },
    };
  }
  return result;
}

/** Whether a change names the Akte its record is to lie in from now on. */
export function movesRecord({ intent }: Pick<Change, 'intent'>): boolean {
  return intent === 'file-dokument' || intent === 'move-vorgang' || intent === 'assign-dokument';
}

/** Equality of field values; lists by content and order. */
export function sameValue(a: Feldwert | undefined, b: Feldwert | undefined): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((element, i) => element === b[i]);
  return a === b;
}

function listChanges(felder: Felder, change: Pick<Change, 'add' | 'remove'>): Record<string, string[]> {
  const result: Record<string, string[]> = {};
  const list = (feld: string): string[] => {
    const wert = felder[feld];
    return result[feld] ?? (Array.isArray(wert) ? [...wert] : []);
  };
  for (const [feld, elements] of Object.entries(change.remove ?? {})) {
    result[feld] = list(feld).filter((element) => !elements.includes(element));
  }
  for (const [feld, elements] of Object.entries(change.add ?? {})) {
    const present = list(feld);
    result[feld] = [...present, ...elements.filter((element) => !present.includes(element))];
  }
  return result;
}

function emptyRecord(operation: Operation): FuehrenderDatensatz {
  const { art, id } = operation.ent;
  return { art, id, akte: operation.akte, rev: 0, felder: {}, feldrev: {}, feldvon: {} };
}
