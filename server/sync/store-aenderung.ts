import type { Feldwert } from '../../shared/akte.ts';
import type { Operation } from '../../shared/change.ts';
import type { Feldaenderung } from '../../shared/feldaenderung.ts';
import { type FuehrenderDatensatz, sameValue } from '../../shared/merge.ts';
import type { Db } from '../database.ts';
import { storeWhole } from '../store-record.ts';

/** An Ereignis holds no longer text: a value beyond this stands there shortened, characters. */
const LONGEST_VALUE = 300;

const ID_PREFIX = 'aenderung-';

/** Whether an id is one of those that only the server gives: a record that a person made under it would be overwritten. */
export function isAenderungId(id: string): boolean {
  return id.startsWith(ID_PREFIX);
}

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
  const aenderungen = changed.map((feld): Feldaenderung => {
    const alt = before.felder[feld] ?? null;
    const neu = after.felder[feld] ?? null;
    return feld === 'verweise'
      ? { feld, alt: shortened(without(alt, neu)), neu: shortened(without(neu, alt)) }
      : { feld, alt: shortened(alt), neu: shortened(neu) };
  });
  if (aenderungen.length === 0) return;
  const felder = {
    ereignistyp: 'aenderung',
    bezugArt: after.art,
    bezug: after.id,
    versionSha: null,
    text: JSON.stringify(aenderungen),
    von: operation.actor,
    ...(operation.fuer !== undefined && { fuer: operation.fuer }),
    zeit: operation.t,
  };
  await storeWhole(db, {
    art: 'ereignis',
    id: `${ID_PREFIX}${operation.dev}-${operation.n}`,
    akte: after.akte,
    felder,
  });
}

/** Of links only what went and what came: all of them would not fit, and the one that counts could be cut off. */
function without(wert: Feldwert, other: Feldwert): Feldwert {
  const others = Array.isArray(other) ? other : [];
  return Array.isArray(wert) ? wert.filter((one) => !others.includes(one)) : wert;
}

function shortened(wert: Feldaenderung['alt']): Feldaenderung['alt'] {
  if (Array.isArray(wert)) return cut(wert.join('\n'));
  if (typeof wert !== 'string') return wert;
  return wert.length > LONGEST_VALUE ? `${cut(wert)} …` : cut(wert);
}

/**
 * Never through a character, which would leave a text that nothing reads, and without control characters: JSON makes six of one,
 * and workstations refuse a record whose text is too long.
 */
function cut(text: string): string {
  return text
    .replaceAll(/(?!\n)\p{Cc}/gu, ' ')
    .slice(0, LONGEST_VALUE)
    .replace(/\p{Surrogate}$/u, '');
}
