import fc from 'fast-check';
import { expect, test } from 'vitest';
import { analyse, TERM_LETTERS, termsOf } from '../../../../renderer/replica/search/analyse.ts';

test('R70: Müller, Mueller and Muller are one term, ß is ss, and case and accents do not matter', () => {
  for (const [a, ...others] of [
    ['Müller', 'Mueller', 'Muller', 'MÜLLER', 'Mu\u0308ller', 'muE\u0301ller'.replace('E\u0301', 'e')],
    ['Straße', 'Strasse', 'STRASSE', 'STRAẞE'],
    ['Größe', 'Groesse', 'Grosse'],
    ['André', 'Andre', 'ANDRE\u0301'],
    ['Übersicht', 'Uebersicht', 'ubersicht'],
  ]) {
    for (const other of others) expect(termsOf(other)).toEqual(termsOf(a ?? ''));
  }
});

test('R70: what only looks like an umlaut is none: neue, Steuer, Quelle', () => {
  expect(termsOf('neue Steuer Quelle Bauer')).toEqual(['neue', 'steuer', 'quelle', 'bauer']);
});

test('R71: an Aktenzeichen is one term, joined words are several, a date is one term in both spellings', () => {
  expect(termsOf('Az. 63.04.900/2026-1.')).toEqual(['az', '63.04.900/2026-1']);
  expect(termsOf('E-Mail an Meyer-Lüdenscheidt/Koch')).toEqual(['e', 'mail', 'an', 'meyer', 'ludenscheidt', 'koch']);
  expect(termsOf('14.3.2026, 14.03.2026 2026-03-14')).toEqual(['2026-03-14', '2026-03-14', '2026-03-14']);
  expect(termsOf('51.10.2026')).toEqual(['51.10.2026']);
  expect(termsOf('1.234,56 € und 1234,56 €')).toEqual(['1234,56', 'und', '1234,56']);
  expect(termsOf('§ 35a Abs. 2')).toEqual(['35a', 'abs', '2']);
});

test('R72: a word divided at the end of a line is one word; Bau- und Umweltamt are two', () => {
  expect(termsOf('Grund-\nstück und Bau-\nund Umwelt\u00adamt')).toEqual([
    'grundstuck',
    'und',
    'bau',
    'und',
    'umweltamt',
  ]);
});

test('R73: whatever a text has, terms are short, have no line end, and stand where they say', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 80 }),
    fc.string({
      unit: fc.constantFrom('a', 'Ü', 'ß', '1', '.', '-', '\n', ' ', '/', '\u00ad', '𝒳', 'ı', 'İ'),
      maxLength: 200,
    }),
  );
  fc.assert(
    fc.property(text, (any) => {
      let last = 0;
      analyse(any, (term, start, end) => {
        expect(term.length).toBeGreaterThan(0);
        expect(term.length).toBeLessThanOrEqual(TERM_LETTERS);
        expect(term).not.toMatch(/\s/);
        expect(start).toBeGreaterThanOrEqual(last);
        expect(termsOf(any.slice(start, end))).toEqual([term]);
        last = end;
      });
    }),
    { numRuns: 2_000 },
  );
});
