import { expect, test } from 'vitest';
import type { DokumentZeile } from '../../../renderer/replica-api/dokument-rows.ts';
import { narrowEingang, wholeEingang } from '../../../renderer/screens/posteingang/narrow-eingang.ts';

function eingang(id: string, values: Partial<DokumentZeile>): DokumentZeile {
  return {
    ...{ id, akte: null, vorgang: null, titel: id, dokumenttyp: 'Eingang', absender: '', eingangsdatum: null },
    ...{
      eingangsquelle: '',
      eingangskanal: '',
      anlageZu: null,
      mimetyp: 'application/pdf',
      fassung: 1,
      konkurrierend: 1,
      sizeBytes: 1,
    },
    ...{ here: true, unsent: false, gestempelt: false, unterschrieben: false },
    ...values,
  };
}
const rows = [
  eingang('ohne', { titel: 'Vollmacht', sizeBytes: 20 }),
  eingang('alt', {
    titel: 'Bauantrag 10',
    absender: 'Öztürk',
    eingangsdatum: '2026-11-01T08:00:00+01:00',
    sizeBytes: 30,
  }),
  eingang('neu', { titel: 'Bauantrag 9', gestempelt: true, eingangsdatum: '2026-11-20T08:00:00+01:00', sizeBytes: 10 }),
];
const idsOf = (view: Partial<typeof wholeEingang>) =>
  narrowEingang(rows, { ...wholeEingang, ...view }).map(({ id }) => id);

test('H20: the Posteingang shows everything, the oldest first, as long as nothing narrows it', () => {
  expect(idsOf({})).toEqual(['ohne', 'alt', 'neu']);
});

test('H20: every word must stand in title, sender or kind, in any case', () => {
  expect(idsOf({ text: 'bau ÖZT' })).toEqual(['alt']);
  expect(idsOf({ text: ' eingang ' })).toHaveLength(3);
  expect(idsOf({ text: 'bau vollmacht' })).toEqual([]);
});

test('H20: what waits for a stamp stands alone when asked for', () => {
  expect(idsOf({ stempel: 'ohne' })).toEqual(['ohne', 'alt']);
  expect(idsOf({ stempel: 'mit' })).toEqual(['neu']);
});

test.each([
  ['titel', ['neu', 'alt', 'ohne']],
  ['size', ['neu', 'ohne', 'alt']],
  ['state', ['ohne', 'alt', 'neu']],
  ['eingang', ['ohne', 'alt', 'neu']],
] as const)('H20: ordered by %s, and the other way round', (column, order) => {
  expect(idsOf({ sort: { column, descending: false } })).toEqual(order);
  expect(idsOf({ sort: { column, descending: true } })[0]).toBe(column === 'state' ? 'neu' : order.at(-1));
});
