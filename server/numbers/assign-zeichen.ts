import type { Operation } from '../../shared/change.ts';
import { formatZeichen, kreisOfVorgaenge, parseZeichen, yearOf } from '../../shared/zeichen.ts';
import type { Db } from '../database.ts';
import { drawZeichen, isTaken, type Nummernkreis } from './draw-numbers.ts';
import { findKreisOfAkten, findKreisOfVorgaenge, loadProfil } from './find-nummernkreis.ts';
import { claimNumber, giveFirst } from './number-blocks.ts';

/**
 * The operation with the final Zeichen of what it creates: its own when the number belongs to the person's device and nobody
 * bears it, otherwise the next one, and its own stays as one that it had before (A5, A6). Others stay as they are.
 */
export async function assignZeichen(db: Db, operation: Operation, now: Date): Promise<Operation> {
  const on = await kreisOf(db, operation);
  if (!on) return operation;
  const feld = on.art === 'akte' ? 'aktenzeichen' : 'geschaeftszeichen';
  const asked = operation.set[feld];
  const isFinal = typeof asked === 'string' && (await isUsable(db, operation, on, asked));
  const zeichen = isFinal ? asked : await drawZeichen(db, on);
  if (on.art === 'akte') await beginVorgaenge(db, operation, zeichen, now);
  const aliases = !isFinal && typeof asked === 'string' && asked !== '' ? { fruehereZeichen: [asked] } : {};
  return { ...operation, set: { ...operation.set, [feld]: zeichen, ...aliases } };
}

async function kreisOf(db: Db, { intent, set, akte }: Operation): Promise<Nummernkreis | null> {
  if (intent === 'create-vorgang') return findKreisOfVorgaenge(db, String(akte));
  if (intent !== 'create-akte') return null;
  return findKreisOfAkten(db, String(set.aktenplaneinheit), yearOf(String(set.angelegt)));
}

async function isUsable(db: Db, { actor }: Operation, { kreis, art }: Nummernkreis, zeichen: string): Promise<boolean> {
  const nummer = parseZeichen(kreis, zeichen);
  // Another way to write a number would be a second Zeichen of the same number.
  if (nummer === null || formatZeichen(kreis, nummer) !== zeichen) return false;
  if (!(await claimNumber(db, { kreis, person: actor, nummer }))) return false;
  return !(await isTaken(db, art, zeichen));
}

async function beginVorgaenge(db: Db, { dev, set }: Operation, aktenzeichen: string, now: Date): Promise<void> {
  const kreis = kreisOfVorgaenge(await loadProfil(db), aktenzeichen);
  await giveFirst(db, { kreis, art: 'vorgang', since: String(set.angelegt) }, { device: dev, now });
}
