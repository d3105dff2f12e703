import type { Felder } from '../../shared/akte.ts';
import { computeFrist, type FristEingabe } from '../../shared/frist/compute-frist.ts';
import { regelstand } from '../../shared/frist/regelstand.ts';
import { regimeOfVorgangstyp } from '../../shared/frist/regime-of-vorgangstyp.ts';
import type { Neu } from '../insert-records.ts';

/** The demo's last working day. */
const HEUTE = '2026-11-20';

/** What runs in the first Vorgaenge that somebody has in hand: overdue, urgent, later, without a date. */
const muster: readonly (Partial<FristEingabe> & { readonly bezeichnung: string })[] = [
  { bezeichnung: 'Anhörung', ereignis: '2026-10-30', dauer: 2, einheit: 'woche' },
  { bezeichnung: 'Widerspruchsfrist', ereignis: '2026-10-22' },
  { bezeichnung: 'Nachforderung fehlender Unterlagen', ereignis: '2026-11-13', dauer: 2, einheit: 'woche' },
  { bezeichnung: 'Widerspruchsfrist', ereignis: null },
  { bezeichnung: 'Klagefrist', regime: 'lvwzg', kanal: 'pzu', ereignis: '2026-11-18' },
];

/** Fristen in Vorgaengen that are open, a few for everybody who has some in hand. */
export function demoFristen(records: readonly Neu[]): Neu[] {
  const open = records.filter(({ art, akte, felder }) => {
    return art === 'vorgang' && felder.status === 'offen' && felder.bearbeitung !== null && akte !== 'akte-bauamt-900';
  });
  const personen = [...new Set(open.map(({ felder }) => String(felder.bearbeitung)))];
  return personen.flatMap((person) => {
    const hers = open.filter(({ felder }) => felder.bearbeitung === person);
    return muster.flatMap((one, i) => {
      const vorgang = hers[i];
      return vorgang ? [frist(vorgang, person, one)] : [];
    });
  });
}

/** A Frist whose last day somebody set. */
export function demoTermin(vorgang: Neu, von: string, ereignis: string): Neu {
  const festgesetzt = { kanal: 'festgesetzt', dauer: 1, einheit: 'tag' } as const;
  const { id, ...found } = frist(vorgang, von, { bezeichnung: 'Rückmeldung', ereignis, ...festgesetzt });
  return { ...found, id: id.replace('frist-', 'frist-termin-') };
}

function frist(vorgang: Neu, von: string, { bezeichnung, ...parts }: (typeof muster)[number]): Neu {
  const eingabe: FristEingabe = {
    regime: regimeOfVorgangstyp(String(vorgang.felder.vorgangstyp)),
    kanal: 'post',
    land: 'NW',
    gemeinde: null,
    ereignis: null,
    zugang: null,
    bestritten: false,
    dauer: 1,
    einheit: 'monat',
    ...parts,
  };
  const herleitung = computeFrist(eingabe, HEUTE);
  const felder: Felder = {
    vorgang: vorgang.id,
    bezeichnung,
    ...eingabe,
    ende: herleitung.ende,
    herleitung: JSON.stringify(herleitung),
    warnungen: herleitung.warnungen.map(({ text }) => text),
    ersetzt: null,
    status: 'offen',
    erledigt: null,
    erledigtVon: null,
    grund: '',
    von,
    zeit: `${HEUTE}T10:20:00+01:00`,
    regelstand,
  };
  return { art: 'frist', id: `frist-${vorgang.id.slice(8)}`, akte: vorgang.akte, felder };
}
