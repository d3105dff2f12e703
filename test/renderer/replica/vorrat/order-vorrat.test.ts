import fc from 'fast-check';
import { expect, test } from 'vitest';
import { orderVorrat, type Ruf, urgencyOf } from '../../../../renderer/replica/vorrat/order-vorrat.ts';
import { dringlichkeiten, vorratGruende } from '../../../../renderer/replica-api/vorrat-rows.ts';

/** A Wednesday. */
const heute = '2026-11-25';
const ruf = (grund: Ruf['grund'], termin: string | null, seit = '', id = `${grund}${termin}${seit}`): Ruf => ({
  grund,
  id,
  termin,
  seit,
});

test('V2: a day places work in overdue, today, this week up to Sunday, or later', () => {
  const place = (termin: string | null) => urgencyOf(ruf('wiedervorlage', termin), heute);
  expect(place('2026-11-24')).toBe('ueberfaellig');
  expect(place('2026-11-25')).toBe('heute');
  expect(place('2026-11-26')).toBe('woche');
  expect(place('2026-11-29')).toBe('woche');
  expect(place('2026-11-30')).toBe('spaeter');
  expect(place(null)).toBe('ohneTermin');
});

test('V2: on a Sunday the week ends today, and a week may run into the next year', () => {
  expect(urgencyOf(ruf('frist', '2026-11-30'), '2026-11-29')).toBe('spaeter');
  expect(urgencyOf(ruf('frist', '2027-01-03'), '2026-12-28')).toBe('woche');
});

test('V2: what stops the work of somebody counts as today, what merely came in has no date', () => {
  for (const grund of ['konflikt', 'abgelehnt', 'uebergabe', 'schritt', 'gang'] as const)
    expect(urgencyOf(ruf(grund, null), heute)).toBe('heute');
  expect(urgencyOf(ruf('eingang', null), heute)).toBe('ohneTermin');
});

test('V2: the most urgent first, then day, reason, age', () => {
  const shuffled = [
    ruf('eingang', null, '2026-11-20T08:00:00Z'),
    ruf('wiedervorlage', '2026-11-25'),
    ruf('eingang', null, '2026-11-19T08:00:00Z'),
    ruf('frist', '2026-11-25'),
    ruf('konflikt', null, '2026-11-25T07:00:00Z'),
    ruf('frist', '2026-11-20'),
    ruf('wiedervorlage', '2026-12-24'),
    ruf('wiedervorlage', '2026-11-18'),
  ];
  expect(orderVorrat(shuffled, heute).map(({ ruf: { id } }) => id)).toEqual([
    'wiedervorlage2026-11-18',
    'frist2026-11-20',
    'konfliktnull2026-11-25T07:00:00Z',
    'frist2026-11-25',
    'wiedervorlage2026-11-25',
    'eingangnull2026-11-19T08:00:00Z',
    'eingangnull2026-11-20T08:00:00Z',
    'wiedervorlage2026-12-24',
  ]);
});

test('V2: any order of arrival gives the same list, nothing is lost, and urgency never rises downwards', () => {
  const day = fc.integer({ min: 1, max: 28 }).map((n) => `2026-11-${String(n).padStart(2, '0')}`);
  const one = fc.record({
    grund: fc.constantFrom(...vorratGruende),
    id: fc.uuid(),
    termin: fc.option(day),
    seit: fc.option(day, { nil: '' }),
  });
  fc.assert(
    fc.property(
      fc
        .uniqueArray(one, { selector: ({ id }) => id })
        .chain((rufe) => fc.tuple(fc.constant(rufe), fc.shuffledSubarray(rufe, { minLength: rufe.length }))),
      ([rufe, shuffled]) => {
        const ordered = orderVorrat(rufe, heute);
        expect(orderVorrat(shuffled, heute)).toEqual(ordered);
        expect(new Set(ordered.map(({ ruf: { id } }) => id)).size).toBe(rufe.length);
        const parts = ordered.map(({ dringlichkeit }) => dringlichkeiten.indexOf(dringlichkeit));
        expect(parts).toEqual(parts.toSorted((a, b) => a - b));
      },
    ),
    { seed: 20261125 },
  );
});
