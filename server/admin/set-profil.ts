import { PROFIL_ID } from '../../shared/behoerdenprofil.ts';
import { canonicalJson } from '../../shared/change.ts';
import { AppError } from '../../shared/errors.ts';
import { recordOfFassung } from '../../shared/vorgangstypen/own-typen.ts';
import { readVorgangstyp, type Vorgangstyp } from '../../shared/vorgangstypen/vorgangstyp.ts';
import type { Db } from '../database.ts';
import { lockRecord, readRecord } from '../store-record.ts';
import { setRecord } from './administer.ts';
import { readProfildatei } from './read-profil.ts';

/**
 * Replaces the agency's profile by what a file says. An own Vorgangstyp that changed becomes a new Fassung beside the old ones
 * (A60); stamps are added once and then belong to the Registratur (A63). Throws AppError 'profile-invalid'.
 */
export async function setProfil(db: Db, json: string): Promise<void> {
  const { eigeneVorgangstypen, stempel, ...said } = readProfildatei(json);
  // One administration at a time: a Fassung is counted from the ones before.
  await lockRecord(db, 'behoerdenprofil', PROFIL_ID);
  const typfassungen: string[] = [];
  for (const typ of eigeneVorgangstypen) typfassungen.push(await storeFassung(db, typ));
  for (const { id, definition } of stempel) {
    if (await lockRecord(db, 'stempelart', id)) continue;
    const felder = { titel: definition.title.de, definition: JSON.stringify(definition), aktiv: true };
    await setRecord(db, { art: 'stempelart', id, akte: null }, felder);
  }
  // What the file leaves out is as if it had never been said.
  const { aktenplan = '', briefkopf = [], logo = '', logoText = '', vorlagen = '', ...rest } = said;
  const felder = { ...rest, aktenplan, briefkopf, logo, logoText, vorlagen, typfassungen };
  await setRecord(db, { art: 'behoerdenprofil', id: PROFIL_ID, akte: null }, felder);
}

/** The Fassung that holds this Vorgangstyp: the last one, if it is the same, otherwise a new one. */
async function storeFassung(db: Db, typ: Vorgangstyp): Promise<string> {
  const vorgangstyp = JSON.stringify(typ);
  if (vorgangstyp.length > 20_000) throw new AppError('profile-invalid', { cause: [`${typ.id}: too long`] });
  let number = 0;
  let last: Vorgangstyp | null = null;
  const fassung = () => `${typ.id}:${number}`;
  for (;;) {
    const record = await readRecord(db, 'behoerdenprofil', recordOfFassung(`${typ.id}:${number + 1}`));
    if (!record) break;
    number += 1;
    last = readVorgangstyp(String(record.felder.vorgangstyp));
  }
  if (last && canonicalJson(last) === canonicalJson(typ)) return fassung();
  number += 1;
  await setRecord(db, { art: 'behoerdenprofil', id: recordOfFassung(fassung()), akte: null }, { vorgangstyp });
  return fassung();
}
