import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeSnippet, markText } from '../../../../renderer/replica/indexing/make-snippet.ts';
import { parseQuery } from '../../../../renderer/replica/search/parse-query.ts';

const wanted = (query: string, isSimilar = false) => ({ clauses: parseQuery(query).wanted, isSimilar });
const marks = ({ text, marken }: { text: string; marken: readonly (readonly [number, number])[] }) =>
  marken.map(([from, to]) => text.slice(from, to));
const marked = (query: string, text: string, isSimilar = false) => marks(markText(text, wanted(query, isSimilar)));

test('R88: marked is what the index finds: beginnings, parts of compounds, other spellings, whole words in quotes', () => {
  expect(marked('müller', 'Frau Mueller und Herr Müllerschön, Muller')).toEqual(['Mueller', 'Müllerschön', 'Muller']);
  expect(marked('gutachten', 'Umweltgutachten, Gutachtens')).toEqual(['Umweltgutachten', 'Gutachtens']);
  expect(marked('"gutachten"', 'Umweltgutachten, Gutachtens, GUTACHTEN')).toEqual(['GUTACHTEN']);
  expect(marked('63.04.900/2026-1', 'Az. 63.04.900/2026-1 vom')).toEqual(['63.04.900/2026-1']);
  expect(marked('straße', 'Strasse')).toEqual(['Strasse']);
});

test('R88: a phrase is marked as a whole, words of form in it included, and only where it stands', () => {
  expect(marked('"Wand aus Findlingen"', 'eine Wand aus Findlingen, die Findlinge einer Wand')).toEqual([
    'Wand aus Findlingen',
  ]);
  expect(marked('wand -zaun', 'Wand und Zaun')).toEqual(['Wand']);
});

test('R88: similar spellings are marked only when nothing was found as typed', () => {
  expect(marked('bescheit', 'Bescheid')).toEqual([]);
  expect(marked('bescheit', 'Bescheid', true)).toEqual(['Bescheid']);
});

test('R88: the snippet shows the stretch with most of the words', () => {
  const far = ' lorem ipsum dolor'.repeat(40);
  const text = `Lärm am Anfang${far} Lärm an der Schule${far} Schule`;
  const snippet = makeSnippet(text, wanted('lärm schule'));
  expect(marks(snippet!)).toEqual(['Lärm', 'Schule']);
  expect(snippet!.text.startsWith('… ')).toBe(true);
  expect(snippet!.text.endsWith(' …')).toBe(true);
  expect(makeSnippet(text, wanted('garten'))).toBeNull();
});

test('R88: a snippet is short, its words are the text’s, and its places lie in it, whatever is asked of whatever text', () => {
  const words = ['Müller', 'mueller', 'Umweltgutachten', 'gutachten', '63.04/1', 'an', 'der', 'ß', '\n', '-', '𝕏', '"'];
  const anyText = fc.array(fc.constantFrom(...words), { maxLength: 200 }).map((parts) => parts.join(' '));
  const anyQuery = fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 4 }).map((parts) => parts.join(' '));
  fc.assert(
    fc.property(anyText, anyQuery, fc.boolean(), (text, query, isSimilar) => {
      const snippet = makeSnippet(text, wanted(query, isSimilar));
      const whole = markText(text, wanted(query, isSimilar));
      expect(snippet === null).toBe(whole.marken.length === 0);
      if (!snippet) return;
      expect(snippet.text.length).toBeLessThan(300);
      const bare = snippet.text.replace(/^… /, '').replace(/ …$/, '');
      expect(text.replace(/\s/g, ' ')).toContain(bare);
      expect(snippet.marken.length).toBeGreaterThan(0);
      let last = 0;
      for (const [from, to] of snippet.marken) {
        expect(from).toBeGreaterThanOrEqual(last);
        expect(to).toBeGreaterThan(from);
        expect(to).toBeLessThanOrEqual(snippet.text.length);
        last = to;
      }
    }),
    { numRuns: 400 },
  );
});
