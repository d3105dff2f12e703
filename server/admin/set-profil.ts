import { PROFIL_ID } from '../../shared/behoerdenprofil.ts';
import { canonicalJson } from '../../shared/change.ts';
import { AppError } from '../../shared/errors.ts';
import { recordOfFassung } from '../../shared/vorgangstypen/own-typen.ts';
import { readVorgangstyp } from '../../shared/vorgangstypen/vorgangstyp.ts';
import { readBaustein, readVorlage, recordOfBaustein, recordOfVorlage } from '../../shared/vorlagen/own-vorlagen.ts';
import type { Db } from '../database.ts';
import { lockRecord, readRecord } from '../store-record.ts';
import { setRecord } from './administer.ts';
import { readProfildatei } from './read-profil.ts';

/**
 * Replaces the agency's profile by what a file says. An own Vorgangstyp, Vorlage or Textbaustein that changed becomes a new Fassung
 * beside the old ones (A60, T36); stamps are added once and then belong to the Registratur (A63). Throws AppError 'profile-invalid'.
 */
export async function setProfil(db: Db, json: string): Promise<void> {
  const { eigeneVorgangstypen, eigeneVorlagen, eigeneTextbausteine, stempel, ...said } = readProfildatei(json);
  // One administration at a time: a Fassung is counted from the ones before.
  await lockRecord(db, 'behoerdenprofil', PROFIL_ID);
  const typfassungen = await storeFassungen(db, typen, eigeneVorgangstypen);
  const vorlagefassungen = await storeFassungen(db, vorlagen, eigeneVorlagen);
  const bausteinfassungen = await storeFassungen(db, bausteine, eigeneTextbausteine);
  for (const { id, definition } of stempel) {
    if (await lockRecord(db, 'stempelart', id)) continue;
    const felder = { titel: definition.title.de, definition: JSON.stringify(definition), aktiv: true };
    await setRecord(db, { art: 'stempelart', id, akte: null }, felder);
  }
  // What the file leaves out is as if it had never been said.
  const { aktenplan = '', briefkopf = [], logo = '', logoText = '', vorlagen: before = '', ...rest } = said;
  const fassungen = { typfassungen, vorlagefassungen, bausteinfassungen };
  const felder = { ...rest, aktenplan, briefkopf, logo, logoText, vorlagen: before, ...fassungen };
  await setRecord(db, { art: 'behoerdenprofil', id: PROFIL_ID, akte: null }, felder);
}

/** What is kept in Fassungen: the record of one, its field, and how that is read. */
interface Fassungsart<T> {
  readonly recordOf: (fassung: string) => string;
  readonly feld: string;
  readonly read: (json: string) => T | null;
}

const typen = { recordOf: recordOfFassung, feld: 'vorgangstyp', read: readVorgangstyp };
const vorlagen = { recordOf: recordOfVorlage, feld: 'vorlage', read: readVorlage };
const bausteine = { recordOf: recordOfBaustein, feld: 'baustein', read: readBaustein };

/** The Fassungen that hold these, in their order: of each the last one, if it is the same, otherwise a new one. */
async function storeFassungen<T extends { readonly id: string }>(
  db: Db,
  { recordOf, feld, read }: Fassungsart<T>,
  all: readonly T[],
): Promise<string[]> {
  const found: string[] = [];
  for (const one of all) {
    const json = JSON.stringify(one);
    if (json.length > 20_000) throw new AppError('profile-invalid', { cause: [`${one.id}: too long`] });
    let number = 0;
    let last: T | null = null;
    for (;;) {
      const record = await readRecord(db, 'behoerdenprofil', recordOf(`${one.id}:${number + 1}`));
      if (!record) break;
      number += 1;
      last = read(String(record.felder[feld]));
    }
    const isNew = last === null || canonicalJson(last) !== canonicalJson(one);
    const fassung = `${one.id}:${isNew ? number + 1 : number}`;
    if (isNew) await setRecord(db, { art: 'behoerdenprofil', id: recordOf(fassung), akte: null }, { [feld]: json });
    found.push(fassung);
  }
  return found;
}
