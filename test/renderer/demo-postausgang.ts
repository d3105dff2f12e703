import type { PostausgangZeile } from '../../renderer/replica-api/postausgang-rows.ts';

const one = {
  rev: 3,
  dokument: 'd0',
  dokumentTitel: 'Bescheid über die Gewerbeanmeldung',
  fassung: 2,
  von: 'Sabine Brandt',
  unsent: false,
} as const;

/** What left of the demo's Dokument: one received with proof, one that came back. */
export const postausgaenge: readonly PostausgangZeile[] = [
  {
    ...one,
    id: 'pa1',
    weg: 'pzu',
    abVermerk: '2026-11-12',
    zugang: '2026-11-14',
    zurueck: null,
    empfaenger: ['Bäckerei Sonnenschein GmbH, Mühlgraben 12, 04109 Musterstadt'],
    nachweis: 'PZU 4711-0815, Blatt 14',
    zeit: '2026-11-12T11:20:00+01:00',
  },
  {
    ...one,
    id: 'pa2',
    weg: 'post',
    abVermerk: '2026-11-10',
    zugang: null,
    zurueck: '2026-11-16',
    empfaenger: ['Handwerkskammer zu Leipzig', 'RA Dr. von der Heyden'],
    nachweis: '',
    zeit: '2026-11-10T09:05:00+01:00',
    unsent: true,
  },
];
