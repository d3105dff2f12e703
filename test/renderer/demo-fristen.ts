import type { FristDetail, FristZeile, WiedervorlageZeile } from '../../renderer/replica-api/frist-rows.ts';
import { computeFrist, type FristEingabe } from '../../shared/frist/compute-frist.ts';
import { regelstand } from '../../shared/frist/regelstand.ts';
import { addDays } from '../../shared/frist/tag.ts';
import { localDay } from '../../shared/local-day.ts';
import { vorgaenge } from './demo-data.ts';

const heute = localDay(new Date().toISOString());
const base: FristEingabe = {
  regime: 'lvwvfg',
  kanal: 'post',
  land: 'HE',
  gemeinde: null,
  ereignis: null,
  zugang: null,
  bestritten: false,
  dauer: 1,
  einheit: 'monat',
};

/** Name, Vorgang by number, days ago of dispatch (null: nobody noted it), what differs, status. */
const parts: readonly (readonly [string, number, number | null, Partial<FristEingabe>, string])[] = [
  ['Widerspruchsfrist', 0, null, {}, 'offen'],
  ['Anhörung zur Gewerbeuntersagung', 1, 20, { dauer: 2, einheit: 'woche' }, 'offen'],
  ['Widerspruchsfrist', 2, 32, { regime: 'sgb-x' }, 'offen'],
  ['Nachforderung fehlender Bauvorlagen', 3, 9, { dauer: 2, einheit: 'woche' }, 'offen'],
  ['Einspruchsfrist Gebührenbescheid', 0, 11, { regime: 'ao', land: 'BY' }, 'offen'],
  ['Stellungnahme des Bauamts', 5, 0, { kanal: 'festgesetzt', dauer: 1, einheit: 'tag' }, 'offen'],
  ['Klagefrist', 4, 3, { regime: 'vwzg', kanal: 'pzu' }, 'offen'],
  ['Widerspruchsfrist', 0, 60, {}, 'erledigt'],
];

const details: readonly FristDetail[] = parts.map(([bezeichnung, at, ago, more, status], i) => {
  const eingabe = { ...base, ...more, ereignis: ago === null ? null : addDays(heute, -ago) };
  const herleitung = computeFrist(eingabe, heute);
  const { id = '', titel = '', geschaeftszeichen = '' } = vorgaenge[at] ?? {};
  return {
    zeile: {
      id: `fr${i}`,
      vorgang: id,
      vorgangTitel: titel,
      zeichen: geschaeftszeichen,
      bezeichnung,
      ende: herleitung.ende,
      status,
      warnung: herleitung.warnungen.length > 0,
    },
    eingabe,
    herleitung,
    von: 'Sabine Brandt',
    zeit: '2026-11-20T14:12:00+01:00',
    regelstand,
    unsent: i === 1,
  };
});

/** Fristen of the demo's person: overdue, urgent, later, without a date, done. */
export const fristen: readonly FristZeile[] = details
  .map(({ zeile }) => zeile)
  .toSorted(
    (a, b) => Number(a.status !== 'offen') - Number(b.status !== 'offen') || (a.ende ?? '').localeCompare(b.ende ?? ''),
  );

/** One of them with its derivation. */
export function fristDetail(id: string): FristDetail | null {
  return details.find(({ zeile }) => zeile.id === id) ?? null;
}

/** What shall reappear, around today. */
export const wiedervorlagen: readonly WiedervorlageZeile[] = [0, 2, 2, 8].map((days, i) => {
  const { id = '', titel = '', geschaeftszeichen = '' } = vorgaenge[i + 5] ?? {};
  return { vorgang: id, vorgangTitel: titel, zeichen: geschaeftszeichen, tag: addDays(heute, days) };
});
