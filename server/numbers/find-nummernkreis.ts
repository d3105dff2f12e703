import { PROFIL_ID, readProfil } from '../../shared/behoerdenprofil.ts';
import { kreisOfAkten, kreisOfVorgaenge } from '../../shared/zeichen.ts';
import type { Db } from '../database.ts';
import { readRecord } from '../store-record.ts';
import type { Nummernkreis } from './draw-numbers.ts';

/** The agency's profile as it is now. */
export async function loadProfil(db: Db) {
  return readProfil((await readRecord(db, 'behoerdenprofil', PROFIL_ID))?.felder);
}

/** Where a new Akte of this Aktenplaneinheit gets its number; null: there is no such Aktenplaneinheit. */
export async function findKreisOfAkten(db: Db, einheit: string, jahr: number): Promise<Nummernkreis | null> {
  const plan = await readRecord(db, 'aktenplaneinheit', einheit);
  if (!plan) return null;
  const kreis = kreisOfAkten(await loadProfil(db), String(plan.felder.kennzeichen), jahr);
  // A rule without the year goes on counting: such a Nummernkreis may be as old as the agency.
  const since = (await loadProfil(db)).aktenzeichen.includes('{jahr}') ? `${jahr}-01-01` : '';
  return { kreis, art: 'akte', since };
}

/** Where a new Vorgang of this Akte gets its number; null: there is no such Akte. */
export async function findKreisOfVorgaenge(db: Db, id: string): Promise<Nummernkreis | null> {
  const akte = await readRecord(db, 'akte', id);
  if (!akte) return null;
  const kreis = kreisOfVorgaenge(await loadProfil(db), String(akte.felder.aktenzeichen));
  return { kreis, art: 'vorgang', since: String(akte.felder.angelegt ?? '') };
}
