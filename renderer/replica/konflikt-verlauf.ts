import type { Datensatz } from '../../shared/akte.ts';
import type { VerlaufZeile } from '../replica-api/dokument-rows.ts';
import { meaningsOf } from './field-meaning.ts';
import { nameOf } from './personen.ts';
import type { Replica } from './replica.ts';

/** The Konflikte about these records in their history: both values from the beginning, and who decided what (S97). */
export async function readKonfliktVerlauf(replica: Replica, bezuege: ReadonlySet<string>): Promise<VerlaufZeile[]> {
  const { konflikt } = replica.tables;
  const ids = konflikt.ids.filter(
    (id, row): id is string => id !== null && bezuege.has(konflikt.code('bezug', row) ?? ''),
  );
  const records = await Promise.all(ids.map((id) => replica.read('konflikt', id)));
  return records.flatMap((record) => (record ? linesOf(replica, record) : []));
}

function linesOf(replica: Replica, { id, felder }: Datensatz): VerlaufZeile[] {
  const { feld, mein, meinVon, meinZeit, ihr, ihrVon, status, entscheidung, entschiedenVon, entschiedenZeit } = felder;
  const name = (person: unknown) => nameOf(replica, String(person ?? ''));
  const isDecided = status === 'entschieden';
  const werte = {
    feld: String(feld),
    mein: mein ?? null,
    meinVon: name(meinVon),
    ihr: ihr ?? null,
    ihrVon: name(ihrVon),
    bedeutung: meaningsOf(replica, String(feld), [mein, ihr, entscheidung]),
  };
  const arisen: VerlaufZeile = {
    id,
    zeit: String(meinZeit),
    von: werte.meinVon,
    was: 'konflikt',
    text: '',
    felder: [],
    unsent: false,
    konflikt: werte,
  };
  if (!isDecided) return [arisen];
  const decided: VerlaufZeile = {
    ...arisen,
    id: `${id}:entschieden`,
    zeit: String(entschiedenZeit ?? meinZeit),
    von: name(entschiedenVon),
    was: 'konfliktentscheidung',
    unsent: replica.isUnsent('konflikt', id),
    konflikt: { ...werte, entscheidung: entscheidung ?? null },
  };
  return [arisen, decided];
}
