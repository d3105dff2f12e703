import Holidays from 'date-holidays';
import { getHolidays } from 'feiertagejs';
import { expect, test } from 'vitest';
import { feiertageIn, freierTag, naechsterWerktag } from '../../../shared/frist/feiertage.ts';
import { type Gemeinde, gemeindenOf, type Land, laender } from '../../../shared/frist/laender.ts';

const years = Array.from({ length: 11 }, (_, i) => 2020 + i);
const codes = Object.keys(laender) as Land[];

/** Regions of the second source for the kinds of Gemeinden; it has none for "ohne". */
const regions: Partial<Record<Gemeinde, string>> = {
  'by-himmelfahrt': 'KATH',
  augsburg: 'A',
  'sn-fronleichnam': 'BZ',
  'th-fronleichnam': 'EIC',
};

/** Where feiertagejs alone differs from the second source, and why; our data correct each of them. */
const explained: Readonly<Record<string, string>> = {
  'BY +08-15': 'Assumption Day is one only in Gemeinden with more Catholics than Protestants (Art. 1 FTG).',
  'BE -2020-05-08': 'Once, 75 years after the end of the war.',
  'BE -2025-05-08': 'Once, 80 years after the end of the war.',
  'BE -2028-06-17': 'Once, 75 years after the uprising of 1953.',
};

/** Public holidays by the second source. */
function oracle(year: number, land: Land, region?: string): string[] {
  const source = region ? new Holidays('DE', land, region) : new Holidays('DE', land);
  return source
    .getHolidays(year)
    .filter(({ type }) => type === 'public')
    .map(({ date }) => date.slice(0, 10));
}

test.each(codes)('F30: every holiday of 2020 to 2030 is one in the second source, and the reverse (%s)', (land) => {
  const places: (Gemeinde | null)[] = [null, ...gemeindenOf(land).filter((one) => regions[one])];
  const found: string[] = [];
  for (const year of years) {
    for (const gemeinde of places) {
      const ours = [...feiertageIn(year, { land, gemeinde }).keys()];
      const theirs = oracle(year, land, gemeinde ? regions[gemeinde] : undefined);
      found.push(...ours.filter((tag) => !theirs.includes(tag)).map((tag) => `only ours: ${land} ${gemeinde} ${tag}`));
      found.push(
        ...theirs.filter((tag) => !ours.includes(tag)).map((tag) => `only theirs: ${land} ${gemeinde} ${tag}`),
      );
      expect(ours.length).toBeGreaterThanOrEqual(9);
    }
  }
  expect(found).toEqual([]);
});

test('F30: every difference between feiertagejs alone and the second source is explained, and none is explained in vain', () => {
  const found = codes.flatMap((land) =>
    years.flatMap((year) => {
      const library = getHolidays(year, land).map(({ dateString }) => dateString);
      const theirs = oracle(year, land);
      return [
        ...library.filter((tag) => !theirs.includes(tag)).map((tag) => `${land} +${tag.slice(5)}`),
        ...theirs.filter((tag) => !library.includes(tag)).map((tag) => `${land} -${tag}`),
      ];
    }),
  );
  expect([...new Set(found)].toSorted()).toEqual(Object.keys(explained).toSorted());
});

test('F31: a holiday of some Gemeinden counts only there', () => {
  const on = (tag: string, land: Land, gemeinde: Gemeinde | null) => freierTag(tag, { land, gemeinde });
  expect(on('2025-08-15', 'BY', 'by-himmelfahrt')).toBe('MARIAHIMMELFAHRT');
  expect(on('2025-08-15', 'BY', 'by-ohne')).toBeNull();
  expect(on('2025-08-15', 'BY', null)).toBeNull();
  expect(on('2025-08-15', 'SL', null)).toBe('MARIAHIMMELFAHRT');
  expect(on('2025-08-08', 'BY', 'augsburg')).toBe('AUGSBURGER_FRIEDENSFEST');
  expect(on('2025-08-08', 'BY', 'by-himmelfahrt')).toBeNull();
  expect(on('2025-06-19', 'SN', 'sn-fronleichnam')).toBe('FRONLEICHNAM');
  expect(on('2025-06-19', 'TH', 'th-ohne')).toBeNull();
  expect(on('2025-06-19', 'TH', 'th-fronleichnam')).toBe('FRONLEICHNAM');
});

test('F32: holidays that Berlin has once', () => {
  const berlin = { land: 'BE', gemeinde: null } as const;
  expect(['2020-05-08', '2025-05-08', '2028-06-17'].map((tag) => freierTag(tag, berlin))).toEqual([
    'TAG_DER_BEFREIUNG',
    'TAG_DER_BEFREIUNG',
    'VOLKSAUFSTAND',
  ]);
  expect(freierTag('2025-05-08', { land: 'BB', gemeinde: null })).toBeNull();
  expect(freierTag('2026-05-08', berlin)).toBeNull();
});

test('F14: 24 and 31 December are working days unless they fall on a weekend; the next one is found over several', () => {
  const he = { land: 'HE', gemeinde: null } as const;
  expect(freierTag('2026-12-24', he)).toBeNull();
  expect(freierTag('2026-12-31', he)).toBeNull();
  expect(naechsterWerktag('2026-12-25', he)).toBe('2026-12-28');
  expect(naechsterWerktag('2027-03-26', he)).toBe('2027-03-30');
});
