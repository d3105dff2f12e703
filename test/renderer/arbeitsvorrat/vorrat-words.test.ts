import { expect, test } from 'vitest';
import type { VorratZeile } from '../../../renderer/replica-api/vorrat-rows.ts';
import { chosenVorgaenge } from '../../../renderer/screens/arbeitsvorrat/chosen-vorgaenge.ts';
import { sectionsOf, whenWords } from '../../../renderer/screens/arbeitsvorrat/vorrat-words.ts';
import { textsIn } from '../../../renderer/ui/use-texts.ts';

const texts = textsIn('de');
const now = new Date('2026-11-25T12:00:00');
const when = (termin: string | null, seit: string | null = null, grund: VorratZeile['grund'] = 'eingang') =>
  whenWords({ grund, termin, seit }, texts, now);

test('V2: a heading stands above the first row of each part that is not empty', () => {
  const gruppen = { ueberfaellig: 0, heute: 2, woche: 0, spaeter: 1, ohneTermin: 3 };
  expect(sectionsOf(gruppen, texts)).toEqual([
    { start: 0, label: 'Heute · 2' },
    { start: 2, label: 'Ohne Termin · 3' },
    { start: 5, label: 'Später · 1' },
  ]);
});

test('the day stands first, how far it is second, by the days of the calendar', () => {
  expect(when('2026-11-25').distance).toBe('heute');
  expect(when('2026-11-26').distance).toBe('in 1 Tag');
  expect(when('2026-11-23').distance).toBe('2 Tage überfällig');
  // The clock was set back in between: a day of 25 hours is one day.
  expect(
    whenWords({ grund: 'frist', termin: '2026-10-26', seit: null }, texts, new Date('2026-10-24T23:30:00')).distance,
  ).toBe('in 2 Tagen');
  expect(when(null, null)).toEqual({ day: '', distance: '' });
  expect(when(null, null, 'frist').day).toBe('kein Fristende');
  expect(when(null, new Date('2026-11-20T09:00:00').toISOString()).day).toBe('seit Fr, 20.11.');
});

test('V8: an act on several rows happens once to each Vorgang, and to no row without one', () => {
  const row = (grund: string, vorgang: string | null) =>
    ({ grund, vorgang, rev: 4, titel: 'Antrag', zeichen: '51.20' }) as VorratZeile;
  const rows = [
    row('frist', 'a'),
    row('wiedervorlage', 'a'),
    row('konflikt', 'b'),
    row('eingang', null),
    row('frist', 'c'),
  ];
  expect(chosenVorgaenge(rows).map(({ id }) => id)).toEqual(['a', 'c']);
});
