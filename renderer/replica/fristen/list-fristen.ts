import type { FristEingabe } from '../../../shared/frist/compute-frist.ts';
import { readHerleitung } from '../../../shared/frist/schritte.ts';
import type { FristDetail, FristZeile, WiedervorlageZeile } from '../../replica-api/frist-rows.ts';
import { nameOf } from '../personen.ts';
import type { Replica } from '../replica.ts';

/** The Fristen of a Vorgang; null: those that run in Vorgaenge of the present person, or that she set herself. */
export function listFristen(replica: Replica, vorgang: string | null): FristZeile[] {
  const { frist } = replica.tables;
  const replaced = replacedFristen(replica);
  const rows: FristZeile[] = [];
  for (let row = 0; row < frist.rowCount; row++) {
    if (!frist.isLive(row)) continue;
    const belongs = vorgang === null ? isMine(replica, row) : frist.code('vorgang', row) === vorgang;
    if (!belongs) continue;
    const zeile = rowOf(replica, row, replaced);
    if (vorgang !== null || zeile.status === 'offen') rows.push(zeile);
  }
  return rows.sort(byUrgency);
}

/** One Frist with its derivation; null when it is not here. */
export async function readFrist(replica: Replica, id: string): Promise<FristDetail | null> {
  const record = await replica.read('frist', id);
  const herleitung = record && readHerleitung(String(record.felder.herleitung));
  const { frist } = replica.tables;
  const row = frist.row(id);
  if (!record || !herleitung || row < 0) return null;
  const { regime, kanal, land, gemeinde, ereignis, zugang, bestritten, dauer, einheit } = record.felder;
  return {
    zeile: rowOf(replica, row, replacedFristen(replica)),
    // The schema of the record is that of the input (shared/frist/frist-record.ts).
    eingabe: { regime, kanal, land, gemeinde, ereignis, zugang, bestritten, dauer, einheit } as unknown as FristEingabe,
    herleitung,
    von: nameOf(replica, frist.code('von', row)),
    zeit: frist.text('zeit', row),
    regelstand: typeof record.felder.regelstand === 'string' ? record.felder.regelstand : null,
    unsent: replica.isUnsent('frist', id),
  };
}

/** The Vorgaenge of the present person that shall reappear, by day. */
export function listWiedervorlagen(replica: Replica): WiedervorlageZeile[] {
  const { vorgang } = replica.tables;
  const rows: WiedervorlageZeile[] = [];
  for (let row = 0; row < vorgang.rowCount; row++) {
    const tag = vorgang.code('wiedervorlage', row);
    if (!tag || !vorgang.isLive(row) || vorgang.code('status', row) === 'zdA') continue;
    if (vorgang.code('bearbeitung', row) !== replica.identity.person) continue;
    const id = vorgang.ids[row] ?? '';
    rows.push({
      vorgang: id,
      vorgangTitel: vorgang.text('titel', row),
      zeichen: vorgang.text('geschaeftszeichen', row),
      tag,
    });
  }
  return rows.sort((a, b) => a.tag.localeCompare(b.tag));
}

/** The Fristen that another one names as replaced. */
export function replacedFristen({ tables: { frist } }: Replica): ReadonlySet<string> {
  const replaced = new Set<string>();
  for (let row = 0; row < frist.rowCount; row++) {
    const id = frist.isLive(row) ? frist.code('ersetzt', row) : null;
    if (id !== null) replaced.add(id);
  }
  return replaced;
}

function rowOf({ tables: { frist, vorgang } }: Replica, row: number, replaced: ReadonlySet<string>): FristZeile {
  const id = frist.ids[row] ?? '';
  const vorgangId = frist.code('vorgang', row) ?? '';
  const status = frist.code('status', row) ?? '';
  return {
    id,
    vorgang: vorgangId,
    vorgangTitel: vorgang.text('titel', vorgang.row(vorgangId)),
    zeichen: vorgang.text('geschaeftszeichen', vorgang.row(vorgangId)),
    bezeichnung: frist.text('bezeichnung', row),
    ende: frist.code('ende', row),
    status: status === 'offen' && replaced.has(id) ? 'aufgehoben' : status,
    warnung: frist.text('warnungen', row) !== '',
  };
}

function isMine({ tables: { frist, vorgang }, identity }: Replica, row: number): boolean {
  const inHand = vorgang.code('bearbeitung', vorgang.row(frist.code('vorgang', row)));
  return inHand === identity.person || frist.code('von', row) === identity.person;
}

/** What runs before what is settled; without a date before everything that has one, because it wants an act. */
function byUrgency(a: FristZeile, b: FristZeile): number {
  const settled = Number(a.status !== 'offen') - Number(b.status !== 'offen');
  return settled || (a.ende ?? '').localeCompare(b.ende ?? '') || a.bezeichnung.localeCompare(b.bezeichnung);
}
