import { orderVorrat } from '../../renderer/replica/vorrat/order-vorrat.ts';
import type { Vorrat, VorratFilter, VorratZeile } from '../../renderer/replica-api/vorrat-rows.ts';
import { localDay } from '../../shared/local-day.ts';
import { konflikte, posteingang } from './demo-data.ts';

const today = localDay(new Date().toISOString());
const inDays = (n: number) => localDay(new Date(Date.now() + n * 86_400_000).toISOString());
const miriam = { id: 'u1', name: 'Miriam Öztürk' };
const jonas = { id: 'u2', name: 'Jonas Weiß' };

type Loose<Z> = Z extends VorratZeile ? Omit<Z, 'dringlichkeit'> : never;
const basis = { seit: null, termin: null, vorgang: null, bearbeitung: miriam, isMine: true, zeichen: '', neben: '' };

const calls: readonly [
  grund: 'frist' | 'wiedervorlage',
  titel: string,
  neben: string,
  zeichen: string,
  days: number,
][] = [
  ['frist', 'Gewerbeuntersagung Kiosk Am Markt', 'Anhörung', '32.10-2026-0417', 0],
  ['wiedervorlage', 'Unterhaltsvorschuss, Antrag vom 2. Oktober', 'Antrag', '51.20-2026-1203', 0],
  ['wiedervorlage', 'Schankerlaubnis Zum Goldenen Löwen', 'Anfrage', '32.20-2026-0031', -3],
  ['frist', 'Unterhaltsvorschuss, Einstellung', 'Widerspruch', '51.20-2026-1101', 4],
  [
    'wiedervorlage',
    'Anbau Kindertagesstätte Nordstraße mit Außenspielfläche und Stellplätzen',
    'Bescheid',
    '63.04-2026-0085',
    3,
  ],
  ['wiedervorlage', 'Unterhaltsvorschuss, Rückforderung', 'Bescheid', '51.20-2026-1190', 9],
];

const rows: readonly Loose<VorratZeile>[] = [
  ...calls.map(([grund, titel, neben, zeichen, days], i) => {
    const bearbeitung = i === 3 ? jonas : miriam;
    const own = { bearbeitung, isMine: bearbeitung === miriam };
    return {
      ...basis,
      ...own,
      id: `${grund}:v0-${i}`,
      grund,
      titel,
      neben,
      zeichen,
      termin: inDays(days),
      vorgang: `v${i}-0`,
      rev: 12,
    };
  }),
  ...konflikte.map(({ id, titel, zeichen, feld, meinZeit, bezug }) => {
    return {
      ...basis,
      id: `konflikt:${id}`,
      grund: 'konflikt' as const,
      konflikt: id,
      titel,
      zeichen,
      feld,
      seit: meinZeit,
      vorgang: bezug,
    };
  }),
  {
    ...basis,
    id: 'abgelehnt:44',
    grund: 'abgelehnt',
    n: 44,
    code: 'akte-closed',
    titel: 'Gewerbeuntersagung Kiosk Am Markt',
    zeichen: '32.10-2026-0001/4',
    seit: `${today}T08:31:00+01:00`,
  },
  ...(
    [
      [
        'abgelehnt',
        'Der Betrag in Absatz 3 stimmt nicht mit der Berechnung überein.',
        'Unterhaltsvorschuss, Rückforderung',
      ],
      ['schlussgezeichnet', '', 'Schankerlaubnis Zum Goldenen Löwen, Bescheid'],
    ] as const
  ).map(([entscheidung, kommentar, titel], i) => {
    return {
      ...basis,
      id: `gang:z${i}:u1`,
      grund: 'gang' as const,
      titel,
      neben: 'Mehmet Yıldız',
      von: 'Mehmet Yıldız',
      zeichen: `51.20-2026-119${i}`,
      dokument: 'd0',
      zeichnung: `z${i}`,
      entscheidung,
      kommentar,
      seit: `${today}T08:4${i}:00+01:00`,
      vorgang: 'v0-0',
    };
  }),
  ...posteingang.map(({ id, titel, absender, mimetyp, gestempelt, eingangsdatum }) => {
    return {
      ...basis,
      id: `eingang:${id}`,
      grund: 'eingang' as const,
      dokument: id,
      titel,
      neben: absender,
      absender,
      mimetyp,
      gestempelt,
      seit: eingangsdatum,
      bearbeitung: null,
    };
  }),
];

/** The Arbeitsvorrat of Miriam Öztürk, who stands in for Jonas Weiß. */
export function demoVorrat(filter: VorratFilter, page: { readonly offset: number; readonly limit: number }): Vorrat {
  const isIn = (row: Loose<VorratZeile>) => {
    if (filter.kreis === 'einheit') return true;
    return filter.kreis === 'mir' ? row.isMine : row.bearbeitung?.id === jonas.id;
  };
  const says = ({ titel, neben, zeichen }: Loose<VorratZeile>) =>
    `${titel} ${neben} ${zeichen}`.toLowerCase().includes(filter.text.toLowerCase());
  const shown = rows.filter((row) => isIn(row) && says(row) && (filter.grund === null || row.grund === filter.grund));
  const placed = orderVorrat(
    shown.map((row) => ({ ...row, seit: row.seit ?? '', row })),
    today,
  ).map(({ ruf, dringlichkeit }) => ({ ...ruf.row, dringlichkeit }) as VorratZeile);
  const count = (part: VorratZeile['dringlichkeit']) => placed.filter((row) => row.dringlichkeit === part).length;
  return {
    total: placed.length,
    rows: placed.slice(page.offset, page.offset + page.limit),
    gruppen: {
      ueberfaellig: count('ueberfaellig'),
      heute: count('heute'),
      woche: count('woche'),
      spaeter: count('spaeter'),
      ohneTermin: count('ohneTermin'),
    },
    heute: { mir: 8, einheit: 8, vertretung: 0 },
    vertretene: [jonas],
    kollegen: [jonas, miriam],
  };
}

/** Nothing waits. */
export const emptyVorrat: Vorrat = {
  ...demoVorrat({ kreis: 'mir', fuer: null, grund: null, text: '\0' }, { offset: 0, limit: 0 }),
  heute: { mir: 0, einheit: 0, vertretung: 0 },
};
