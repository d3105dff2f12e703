import type { Datensatz, DatensatzArt, Feldwert } from '../../shared/akte.ts';
import type { KonfliktKarte } from '../replica-api/open-work.ts';
import { meaningsOf } from './field-meaning.ts';
import { actsFor, nameOf } from './personen.ts';
import { titleOf } from './record-title.ts';
import type { Replica } from './replica.ts';
import { federfuehrungenOf } from './who-helps.ts';

/** Ids of Konflikte that nobody has decided. */
export function openKonflikte({ tables: { konflikt } }: Replica): string[] {
  return konflikt.ids.filter((id, row): id is string => id !== null && konflikt.code('status', row) === 'offen');
}

/** Cards of the open Konflikte, oldest first; with `bezuege` only those about these records. */
export async function readKonflikte(replica: Replica, bezuege?: ReadonlySet<string>): Promise<KonfliktKarte[]> {
  const { konflikt } = replica.tables;
  const ids = openKonflikte(replica).filter(
    (id) => bezuege?.has(konflikt.code('bezug', konflikt.row(id)) ?? '') ?? true,
  );
  const records = await Promise.all(ids.map((id) => replica.read('konflikt', id)));
  return records
    .flatMap((record) => (record ? toCard(replica, record) : []))
    .sort((a, b) => (a.meinZeit < b.meinZeit ? -1 : 1));
}

function toCard(replica: Replica, { id, felder }: Datensatz): KonfliktKarte {
  const bezugArt = felder.bezugArt as DatensatzArt;
  const bezug = asText(felder.bezug);
  const leads = federfuehrungenOf(replica, bezugArt, bezug);
  return {
    id,
    bezugArt,
    bezug,
    ...titleOf(replica, bezugArt, bezug),
    feld: asText(felder.feld),
    basis: felder.basis ?? null,
    mein: felder.mein ?? null,
    meinVon: nameOf(replica, asText(felder.meinVon)),
    meinZeit: asText(felder.meinZeit),
    meinIchSelbst: felder.meinVon === replica.identity.person,
    ihr: felder.ihr ?? null,
    ihrVon: nameOf(replica, asText(felder.ihrVon)),
    ihrZeit: asText(felder.ihrZeit),
    ihrIchSelbst: felder.ihrVon === replica.identity.person,
    mayDecide: leads.some((one) => actsFor(replica, one)),
    federfuehrung: leads.map((one) => nameOf(replica, one)),
    bedeutung: meaningsOf(replica, asText(felder.feld), [felder.basis, felder.mein, felder.ihr]),
  };
}

function asText(wert: Feldwert | undefined): string {
  return typeof wert === 'string' ? wert : '';
}
