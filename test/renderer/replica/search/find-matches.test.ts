import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findMatches } from '../../../../renderer/replica/search/find-matches.ts';
import { emptyDisk } from '../replica-on-disk.ts';
import { typed } from './naive-search.ts';
import { document, openSearch } from './search-on-disk.ts';
import { query } from './search-steps.ts';

const marked = (text: string, asked: string, isSimilar = false) =>
  findMatches(text, asked, isSimilar).map(({ start, end }) => text.slice(start, end));

test('R68: highlights show what was found: words, beginnings, compounds, phrases over stop words, similar spellings', () => {
  const text = 'Das Umweltgutachten für die Straße in Köln liegt dem Bauamt vor.';
  expect(marked(text, 'gutachten strasse')).toEqual(['Umweltgutachten', 'Straße']);
  expect(marked(text, '"umweltgutachten straße köln"')).toEqual(['Umweltgutachten für die Straße in Köln']);
  expect(marked(text, 'Koelln')).toEqual([]);
  expect(marked(text, 'Koelln', true)).toEqual(['Köln']);
  expect(marked(text, '"bau"')).toEqual([]);
  expect(marked(text, '-bauamt')).toEqual([]);
});

test('R68: every hit has something to highlight in one of its fields', async () => {
  const { index, database } = await openSearch(emptyDisk());
  await fc.assert(
    fc.asyncProperty(fc.array(document, { maxLength: 12 }), query, async (documents, clauses) => {
      await index.clear();
      await index.put(documents);
      const asked = typed(clauses);
      const { hits, isSimilar } = await index.search(asked);
      for (const { id } of hits) {
        const found = documents.findLast((one) => one.id === id)!;
        const body = found.body.map(({ text }) => text).join('\n');
        const fields = [found.title, found.aktenzeichen, found.people, body];
        expect(fields.some((text) => findMatches(text, asked, isSimilar).length > 0)).toBe(true);
      }
    }),
    { numRuns: 60 },
  );
  database.close();
});

test('R69: a hit names the field and page of its best match and whether that was read from a picture', async () => {
  const { index, database } = await openSearch(emptyDisk());
  const rest = { akte: 'a', stamp: 1, aktenzeichen: '63.04.900/2026-1', people: 'Erika Müller\nJan Groß' };
  const pages = [
    { text: 'Gutachten über den Lärm', isScan: false },
    { text: 'Anlage mit Messwerten', isScan: true },
  ];
  await index.put([
    { ...rest, id: 'd1', title: 'Lärmgutachten', body: pages },
    { ...rest, id: 'd2', title: 'Anlage', body: pages },
  ]);
  const placeOf = async (asked: string) => (await index.search(asked)).hits.map(({ id, place }) => ({ id, ...place }));
  expect(await placeOf('messwerte')).toEqual([
    { id: 'd1', field: 'body', page: 1, isScan: true },
    { id: 'd2', field: 'body', page: 1, isScan: true },
  ]);
  expect((await placeOf('anlage'))[0]).toEqual({ id: 'd2', field: 'title', page: -1, isScan: false });
  expect((await placeOf('lärm'))[0]).toEqual({ id: 'd1', field: 'title', page: -1, isScan: false });
  expect((await placeOf('mueller'))[0]).toMatchObject({ field: 'people' });
  expect((await placeOf('63.04'))[0]).toMatchObject({ field: 'aktenzeichen' });
  expect(await placeOf('"Groß Gutachten"')).toEqual([]);
  expect(await placeOf('"Lärm Anlage"')).toHaveLength(2);
  database.close();
});

test('R74: filter, limit and offset cut the same order of hits, and the total counts what the filter lets through', async () => {
  const { index, database } = await openSearch(emptyDisk());
  const body = (i: number) => [{ text: `${'Lärm '.repeat(1 + (i % 7))}und mehr Text`, isScan: false }];
  await index.put(
    Array.from({ length: 40 }, (_, i) => ({
      ...{ id: `d${i}`, akte: `a${i % 4}`, stamp: i, title: '', aktenzeichen: '', people: '', body: body(i) },
    })),
  );
  const filter = ({ akte }: { akte: string | null }) => akte !== 'a1';
  const all = await index.search('lärm', { filter, limit: 100 });
  expect(all.total).toBe(30);
  const scores = all.hits.map(({ score }) => score);
  expect(scores).toEqual([...scores].sort((a, b) => b - a));
  const part = await index.search('lärm', { filter, limit: 7, offset: 5 });
  expect(part.hits).toEqual(all.hits.slice(5, 12));
  expect(part.total).toBe(30);
  database.close();
});
