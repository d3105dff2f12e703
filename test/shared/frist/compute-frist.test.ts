import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AppError, type ErrorCode } from '../../../shared/errors.ts';
import { kanaele, kanaeleOf, regimes } from '../../../shared/frist/bekanntgabe.ts';
import { computeFrist, type FristEingabe } from '../../../shared/frist/compute-frist.ts';
import { freierTag, naechsterWerktag } from '../../../shared/frist/feiertage.ts';
import { endOfDuration, fristeinheiten } from '../../../shared/frist/fristdauer.ts';
import { gemeindenOf, type Land, laender } from '../../../shared/frist/laender.ts';
import { readHerleitung } from '../../../shared/frist/schritte.ts';
import { addDays, daysBetween, isTag, weekdayOf } from '../../../shared/frist/tag.ts';

const heute = '2028-12-31';
const brief: FristEingabe = {
  regime: 'vwvfg',
  kanal: 'post',
  land: 'NW',
  gemeinde: null,
  ereignis: '2026-03-02',
  zugang: null,
  bestritten: false,
  dauer: 1,
  einheit: 'monat',
};
const ende = (parts: Partial<FristEingabe>) => computeFrist({ ...brief, ...parts }, heute).ende;
const warnungen = (parts: Partial<FristEingabe>) =>
  computeFrist({ ...brief, ...parts }, heute).warnungen.map(({ text, werte }) => [text, werte.ende ?? null]);

describe('by the words of statutes and judgments', () => {
  test('F5: the fiction takes three days before 2025 and four since (PostModG)', () => {
    expect(computeFrist({ ...brief, ereignis: '2024-12-31' }, heute).bekanntgabe).toBe('2025-01-03');
    expect(computeFrist({ ...brief, ereignis: '2025-01-01' }, heute).bekanntgabe).toBe('2025-01-05');
  });

  test('F7: SGB X does not move the fiction (BSG B 14 AS 12/09 R: posted 26.9.2007, Saturday 29.9., ends 29.10.2007)', () => {
    const found = computeFrist({ ...brief, regime: 'sgb-x', ereignis: '2007-09-26' }, heute);
    expect([found.bekanntgabe, found.ende]).toEqual(['2007-09-29', '2007-10-29']);
    expect(found.warnungen.map(({ text }) => text)).toEqual(['jahr-ungeprueft']);
  });

  test('F8: AO moves the fiction (BFH IX R 68/98: posted 18.12.1997, Sunday 21.12., ends 22.1.1998)', () => {
    const found = computeFrist({ ...brief, regime: 'ao', land: 'SH', ereignis: '1997-12-18' }, heute);
    expect([found.bekanntgabe, found.ende]).toEqual(['1997-12-22', '1998-01-22']);
  });

  test('F6: VwVfG does not move it, and says what the other view leads to', () => {
    // Wednesday 4 March 2026 and four days: Sunday 8 March.
    expect(ende({ ereignis: '2026-03-04' })).toBe('2026-04-08');
    expect(warnungen({ ereignis: '2026-03-04' })).toEqual([['fiktion-streitig', '2026-04-09']]);
    expect(warnungen({ ereignis: '2026-03-02' })).toEqual([]);
  });

  test('F9: what is fetched counts the day after', () => {
    expect(ende({ kanal: 'abruf', ereignis: '2026-03-02', dauer: 2, einheit: 'woche' })).toBe('2026-03-17');
  });

  test('F10: formal service counts on its own day', () => {
    for (const kanal of ['pzu', 'rueckschein', 'empfangsbekenntnis'] as const) {
      expect(ende({ regime: 'vwzg', kanal, ereignis: '2026-03-02' })).toBe('2026-04-02');
    }
    expect(ende({ regime: 'vwzg', kanal: 'einschreiben', ereignis: '2026-03-02' })).toBe('2026-04-07');
  });

  test('F12: a month without the day ends with its last (§ 188 Abs. 3 BGB)', () => {
    expect(endOfDuration('2026-01-31', { dauer: 1, einheit: 'monat' }, 'ohne')).toBe('2026-02-28');
    expect(endOfDuration('2024-01-31', { dauer: 1, einheit: 'monat' }, 'ohne')).toBe('2024-02-29');
    expect(endOfDuration('2024-02-29', { dauer: 1, einheit: 'jahr' }, 'ohne')).toBe('2025-02-28');
    expect(endOfDuration('2026-02-28', { dauer: 1, einheit: 'monat' }, 'ohne')).toBe('2026-03-28');
  });

  test('F13: where the first day counts, the Frist ends the day before (§ 187 Abs. 2, § 188 Abs. 2 BGB)', () => {
    expect(endOfDuration('2026-01-01', { dauer: 1, einheit: 'jahr' }, 'mit')).toBe('2026-12-31');
    expect(endOfDuration('2026-01-31', { dauer: 1, einheit: 'monat' }, 'mit')).toBe('2026-02-28');
    expect(endOfDuration('2026-03-01', { dauer: 1, einheit: 'monat' }, 'mit')).toBe('2026-03-31');
    expect(endOfDuration('2026-03-02', { dauer: 1, einheit: 'woche' }, 'mit')).toBe('2026-03-08');
    expect(endOfDuration('2026-03-02', { dauer: 1, einheit: 'tag' }, 'mit')).toBe('2026-03-02');
  });

  test('F14: the end moves over Easter to the Tuesday, and says why', () => {
    // Good Friday is 3 April 2026.
    const found = computeFrist({ ...brief, kanal: 'ereignis', ereignis: '2026-03-03' }, heute);
    expect(found.ende).toBe('2026-04-07');
    expect(found.schritte.at(-1)).toEqual({
      text: 'ende-verschoben',
      werte: { tag: '2026-04-03', grund: 'KARFREITAG', neu: '2026-04-07' },
    });
    expect(found.quellen.at(-1)).toBe('§ 31 Abs. 3 VwVfG, § 193 BGB');
  });

  test('F16: a proven later receipt counts instead of the fiction, an earlier one does not', () => {
    expect(ende({ zugang: '2026-03-10' })).toBe('2026-04-10');
    expect(ende({ zugang: '2026-03-03' })).toBe('2026-04-07');
  });
});

test('F17: without a note of dispatch, or when receipt is contested, there is no date but a warning', () => {
  expect(computeFrist({ ...brief, ereignis: null }, heute)).toMatchObject({
    ende: null,
    bekanntgabe: null,
    warnungen: [{ text: 'ohne-vermerk' }],
  });
  expect(computeFrist({ ...brief, bestritten: true }, heute)).toMatchObject({
    ende: null,
    warnungen: [{ text: 'bestritten' }],
  });
});

test('F18: where nobody has checked the switch of a Land, both ends are told; where it is known, one', () => {
  expect(warnungen({ regime: 'lvwvfg', land: 'HE' })).toEqual([]);
  expect(warnungen({ regime: 'lvwvfg', land: 'HE', ereignis: '2026-03-05' })).toEqual([
    ['land-ungeprueft', '2026-04-08'],
  ]);
  expect(warnungen({ regime: 'lvwvfg', land: 'NW', ereignis: '2026-03-05' })).toEqual([]);
  expect(warnungen({ regime: 'lvwvfg', land: 'HE', ereignis: '2024-03-05' })).toEqual([]);
});

test('F19: where the Gemeinde matters and is not known, the other end is told', () => {
  const fronleichnam = { kanal: 'ereignis', ereignis: '2026-05-04', dauer: 1, einheit: 'monat' } as const;
  expect(warnungen({ ...fronleichnam, land: 'SN' })).toEqual([['gemeinde-unbekannt', '2026-06-05']]);
  expect(warnungen({ ...fronleichnam, land: 'SN', gemeinde: 'sn-ohne' })).toEqual([]);
  expect(ende({ ...fronleichnam, land: 'SN', gemeinde: 'sn-fronleichnam' })).toBe('2026-06-05');
  expect(ende({ ...fronleichnam, land: 'NW' })).toBe('2026-06-05');
});

test.each([
  ['frist-day-invalid', { ereignis: '2026-02-30' }],
  ['frist-day-invalid', { ereignis: '1.3.2026' }],
  ['frist-day-invalid', { ereignis: '1989-11-09' }],
  ['frist-day-invalid', { zugang: '2026-03-01' }],
  ['frist-day-in-future', { ereignis: '2029-01-01' }],
  ['frist-day-in-future', { zugang: '2029-01-01' }],
  ['frist-land-unknown', { land: 'XX' as Land }],
  ['frist-land-unknown', { land: 'toString' as Land }],
  ['frist-land-unknown', { gemeinde: 'augsburg' }],
  ['frist-rule-unknown', { regime: 'sgb-x', kanal: 'pzu' }],
  ['frist-rule-unknown', { regime: 'bgb' as FristEingabe['regime'] }],
  ['frist-duration-invalid', { dauer: 0 }],
  ['frist-duration-invalid', { dauer: 1.5 }],
  ['frist-duration-invalid', { dauer: 361 }],
  ['frist-duration-invalid', { einheit: 'stunde' as FristEingabe['einheit'] }],
] as const satisfies readonly (readonly [ErrorCode, Partial<FristEingabe>])[])('F20: %s for %o', (code, parts) => {
  expect(() => computeFrist({ ...brief, ...parts }, heute)).toThrow(new AppError(code));
});

test('F20: a period that begins with a day may begin in the future', () => {
  expect(ende({ kanal: 'tagesbeginn', ereignis: '2029-01-01', dauer: 1, einheit: 'jahr' })).toBe('2029-12-31');
});

test('F23: a day that was set is the end, moved from a Sunday with the doubt whether it was announced as firm; in taxes it moves', () => {
  const tag = { kanal: 'festgesetzt', ereignis: '2029-03-04', dauer: 1, einheit: 'tag' } as const;
  expect(ende(tag)).toBe('2029-03-05');
  expect(warnungen(tag)).toEqual([['tag-bleibt', '2029-03-04']]);
  expect(warnungen({ ...tag, regime: 'ao' })).toEqual([]);
  expect(ende({ ...tag, ereignis: '2029-03-06' })).toBe('2029-03-06');
  expect(computeFrist({ ...brief, ...tag }, heute)).toMatchObject({
    bekanntgabe: null,
    quellen: ['§ 31 Abs. 2 VwVfG', '§ 31 Abs. 3 VwVfG, § 193 BGB'],
  });
  expect(() => computeFrist({ ...brief, ...tag, ereignis: null }, heute)).toThrow(new AppError('frist-day-invalid'));
  for (const kanal of ['festgesetzt', 'tagesbeginn'] as const)
    for (const ereignis of ['2200-01-01', '9999-12-31'])
      expect(() => computeFrist({ ...brief, ...tag, kanal, ereignis }, heute)).toThrow(
        new AppError('frist-day-invalid'),
      );
});

const tage = fc.integer({ min: 0, max: 3_600 }).map((n) => addDays('2020-01-01', n));
const eingaben: fc.Arbitrary<FristEingabe> = fc
  .record({
    regime: fc.constantFrom(...regimes),
    land: fc.constantFrom(...(Object.keys(laender) as Land[])),
    ereignis: tage,
    bestritten: fc.constant(false),
    dauer: fc.integer({ min: 1, max: 24 }),
    einheit: fc.constantFrom(...fristeinheiten),
    zugang: fc.constant(null),
    which: fc.nat(),
  })
  .map(({ which, ...parts }) => {
    const ways = kanaeleOf(parts.regime);
    const places = [null, ...gemeindenOf(parts.land)];
    return { ...parts, kanal: ways[which % ways.length]!, gemeinde: places[which % places.length]! };
  });

describe('for every input', () => {
  test('F14: a Frist ends on a working day, never before its computed end, and the steps name it', () => {
    fc.assert(
      fc.property(eingaben, (eingabe) => {
        const found = computeFrist(eingabe, '2099-01-01');
        const last = found.schritte.at(-1)!;
        expect(freierTag(found.ende!, eingabe)).toBeNull();
        expect(last.werte.neu ?? last.werte.tag).toBe(found.ende);
        expect(found.quellen.length).toBeGreaterThanOrEqual(2);
        expect(readHerleitung(JSON.stringify(found))).toEqual(found);
      }),
    );
  });

  test('F15: what is dispatched later never ends earlier, and a longer Frist never ends earlier', () => {
    fc.assert(
      fc.property(eingaben, fc.integer({ min: 1, max: 40 }), (eingabe, n) => {
        const first = computeFrist(eingabe, '2099-01-01').ende!;
        // From three to four days the order stays, too.
        const later = computeFrist({ ...eingabe, ereignis: addDays(eingabe.ereignis!, n) }, '2099-01-01').ende!;
        const longer = computeFrist({ ...eingabe, dauer: eingabe.dauer + 1 }, '2099-01-01').ende!;
        expect(later >= first && longer >= first).toBe(true);
      }),
    );
  });

  test('F14: the next working day is the first one', () => {
    fc.assert(
      fc.property(tage, fc.constantFrom(...(Object.keys(laender) as Land[])), (tag, land) => {
        const ort = { land, gemeinde: null };
        const next = naechsterWerktag(tag, ort);
        for (let day = tag; day < next; day = addDays(day, 1)) expect(freierTag(day, ort)).not.toBeNull();
        expect(daysBetween(tag, next)).toBeLessThanOrEqual(5);
      }),
    );
  });
});

test('days are days: no leap day too many, Monday after Sunday', () => {
  expect(['2024-02-29', '2025-02-29', '2026-13-01', '2026-00-10', '0000-00-00', ''].map(isTag)).toEqual([
    true,
    false,
    false,
    false,
    false,
    false,
  ]);
  expect([weekdayOf('2026-11-22'), weekdayOf('2026-11-23')]).toEqual([0, 1]);
  expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
  expect(kanaele.length).toBe(11);
});
