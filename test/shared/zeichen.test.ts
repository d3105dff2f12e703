import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allowedStufen, defaultProfil, rankOf, readProfil } from '../../shared/behoerdenprofil.ts';
import {
  formatZeichen,
  isProvisional,
  isZeichenregel,
  kreisOfAkten,
  kreisOfVorgaenge,
  parseZeichen,
  provisionalZeichen,
  yearOf,
} from '../../shared/zeichen.ts';

const rules = ['{plan}.{nnn}/{jahr}', '{jahr}-{nnnn}', '{n}/{plan}'];

test('A1: the rule of the agency makes a Zeichen, and only its own number is read from it', () => {
  const number = fc.integer({ min: 1, max: 999_999_999 });
  const plan = fc.stringMatching(/^[0-9]{2}(\.[0-9]{2})?$/);
  fc.assert(
    fc.property(fc.constantFrom(...rules), plan, number, (aktenzeichen, kennzeichen, nummer) => {
      const kreis = kreisOfAkten({ ...defaultProfil, aktenzeichen }, kennzeichen, 2026);
      expect(parseZeichen(kreis, formatZeichen(kreis, nummer))).toBe(nummer);
      const vorgaenge = kreisOfVorgaenge(defaultProfil, formatZeichen(kreis, nummer));
      expect(parseZeichen(vorgaenge, formatZeichen(vorgaenge, nummer + 0))).toBe(nummer);
    }),
  );
  const kreis = kreisOfAkten(defaultProfil, '51.20', 2026);
  expect(formatZeichen(kreis, 7)).toBe('51.20.007/2026');
  for (const other of ['51.20.007/2025', '51.21.007/2026', '51.20.000/2026', '51.20./2026', '51.20.7a/2026', ''])
    expect(parseZeichen(kreis, other)).toBeNull();
});

test('A1: a rule has one number and no placeholder that nothing fills', () => {
  expect(rules.every((rule) => isZeichenregel(rule, ['plan', 'jahr']))).toBe(true);
  for (const rule of ['{plan}/{jahr}', '{n}{nn}', '{n}/{amt}', ''])
    expect(isZeichenregel(rule, ['plan', 'jahr'])).toBe(false);
});

test('A6: a provisional Zeichen is known as one, is no number of its Nummernkreis, and differs for every record', () => {
  const kreis = kreisOfAkten(defaultProfil, '51.20', 2026);
  const made = [1, 2, 3].map(() => provisionalZeichen(kreis, crypto.randomUUID()));
  expect(made.every(isProvisional)).toBe(true);
  expect(made.map((one) => parseZeichen(kreis, one))).toEqual([null, null, null]);
  expect(new Set(made).size).toBe(3);
  expect(isProvisional(formatZeichen(kreis, 1))).toBe(false);
});

test('A1: the year is the one on the wall in Germany', () => {
  expect(yearOf('2026-12-31T22:59:59Z')).toBe(2026);
  expect(yearOf('2026-12-31T23:00:00Z')).toBe(2027);
});

test('A13, A30: a profile that says nothing is as the default; the order of the Stufen is not that of their numbers', () => {
  expect(readProfil(null)).toEqual(defaultProfil);
  expect(readProfil({ name: 'Amt', land: '' })).toEqual({ ...defaultProfil, name: 'Amt' });
  expect(allowedStufen(defaultProfil)).toEqual(['003', '002']);
  expect(allowedStufen({ ...defaultProfil, vertraulichkeitBis: '001' })).toEqual(['003', '002', '005', '001']);
  expect(rankOf('999')).toBeGreaterThan(rankOf('004'));
});
