import type { Operation } from '../../shared/change.ts';
import type { Feldaenderung } from '../../shared/feldaenderung.ts';
import { type FuehrenderDatensatz, sameValue } from '../../shared/merge.ts';
import type { Db } from '../database.ts';
import { storeWhole } from '../store-record.ts';

/** An Ereignis holds no longer text: a value beyond this stands there shortened, characters. */
const LONGEST_VALUE = 300;

/**
 * Writes into the history of a record what a change of it set: which fields, from what to what, who and when (A32). Only the
 * server writes this, so nobody can leave it out.
 */
export async function storeAenderung(
  db: Db,
  operation: Operation,
  { before, after }: { readonly before: FuehrenderDatensatz; readonly after: FuehrenderDatensatz },
): Promise<void> {
  const changed = Object.keys(after.felder).filter((feld) => !sameValue(before.felder[feld], after.felder[feld]));
  const aenderungen = changed.map(
    (feld): Feldaenderung => ({
      feld,
      alt: shortened(before.felder[feld] ?? null),
      neu: shortened(after.felder[feld] ?? null),
    }),
  );
  if (aenderungen.length === 0) return;
  const felder = {
    ereignistyp: 'aenderung',
    bezugArt: after.art,
    bezug: after.id,
    versionSha: null,
    text: JSON.stringify(aenderungen),
    von: operation.actor,
    zeit: operation.t,
  };
  await storeWhole(db, { art: 'ereignis', id: `aenderung-${operation.dev}-${operation.n}`, akte: after.akte, felder });
}

function shortened(wert: Feldaenderung['alt']): Feldaenderung['alt'] {
  if (Array.isArray(wert)) return wert.join('\n').slice(0, LONGEST_VALUE);
  return typeof wert === 'string' && wert.length > LONGEST_VALUE ? `${wert.slice(0, LONGEST_VALUE)} …` : wert;
}
