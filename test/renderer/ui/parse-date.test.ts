import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDate } from '../../../renderer/ui/parse-date.ts';
import { isTag } from '../../../shared/frist/tag.ts';

const now = new Date(2026, 10, 22);

describe('a date is read as people type it', () => {
  test.each([
    ['23.11.2026', '2026-11-23'],
    ['23.11.26', '2026-11-23'],
    ['3.1.2027', '2027-01-03'],
    ['23.11.', '2026-11-23'],
    ['23.11', '2026-11-23'],
    ['23/11/2026', '2026-11-23'],
    ['23 11 2026', '2026-11-23'],
    ['23112026', '2026-11-23'],
    ['2026-11-23', '2026-11-23'],
    ['  23.11.2026 ', '2026-11-23'],
    ['29.02.2028', '2028-02-29'],
  ])('%s is %s', (typed, day) => {
    expect(parseDate(typed, now)).toBe(day);
  });

  test('nothing typed is no date, not a mistake', () => {
    expect(parseDate('  ', now)).toBe('');
  });

  test.each(['31.04.2026', '29.02.2027', '0.1.2026', '12.13.2026', '2026-02-30', 'morgen', '23.', '231126', '1.2.3.4'])(
    '%s is no day',
    (typed) => {
      expect(parseDate(typed, now)).toBeNull();
    },
  );

  test('every day that is written out in German comes back as itself', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date(2000, 0, 1), max: new Date(2099, 11, 31), noInvalidDate: true }), (date) => {
        const [day, month, year] = [date.getDate(), date.getMonth() + 1, date.getFullYear()];
        const iso = parseDate(`${day}.${month}.${year}`, now) ?? '';
        expect(isTag(iso)).toBe(true);
        expect(iso.split('-').map(Number)).toEqual([year, month, day]);
      }),
    );
  });

  test('whatever is typed is a day, nothing or a mistake', () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        const read = parseDate(typed, now);
        expect(read === null || read === '' || isTag(read)).toBe(true);
      }),
    );
  });
});
