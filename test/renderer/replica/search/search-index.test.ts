import fc from 'fast-check';
import { expect, test } from 'vitest';
import { emptyDisk } from '../replica-on-disk.ts';
import { openSearch } from './search-on-disk.ts';
import { numbered, searchProperties, termsOnDisk } from './search-properties.ts';

test(
  'R60: after any puts, removals, revokes, merges and restarts a search finds what reading every word finds',
  () => fc.assert(searchProperties.R60(), { numRuns: 60 }),
  120_000,
);

test(
  'R61: a kill at any point leaves the index as before or as after, and it goes on from there',
  () => fc.assert(searchProperties.R61(), { numRuns: 40 }),
  120_000,
);

test(
  'R62: any damage to a row, and any row missing, doubled or put back, is noticed; the index is empty then, never wrong',
  () => fc.assert(searchProperties.R62(), { numRuns: 60 }),
  120_000,
);

test(
  'R63: after any revoke nothing of the Akte is in any row, not even a position of a document removed before',
  () => fc.assert(searchProperties.R63(), { numRuns: 30 }),
  120_000,
);

test(
  'R78: hits, scores, order and places are those that reading every word gives, however the documents came',
  () => fc.assert(searchProperties.R78(), { numRuns: 60 }),
  120_000,
);

test.each([
  { what: 'postings', fromEnd: 1, query: 'wort', pages: 1 },
  { what: 'the positions of a phrase', fromEnd: 0, query: '"wort zahl"', pages: 1 },
  { what: 'the positions that tell a page', fromEnd: 0, query: 'wort', pages: 2 },
])('R62: damaged $what met by a search empty the index, tell its owner and answer nothing', async (met) => {
  const { index, database, damages } = await openSearch(emptyDisk());
  const page = { text: 'noch eine', isScan: false };
  const documents = [numbered(1), numbered(2)].map((one) =>
    met.pages > 1 ? { ...one, body: [...one.body, page] } : one,
  );
  await index.put(documents);
  const row = (await database.search.toArray()).at(-1 - met.fromEnd)!;
  row.b[20]! ^= 1;
  await database.search.put(row);
  expect(await index.search(met.query)).toEqual({ state: 'damaged', hits: [], total: 0, isSimilar: false });
  expect(damages()).toBe(1);
  expect(index.size().documents).toBe(0);
  await index.put(documents);
  expect((await index.search(met.query)).total).toBe(2);
  database.close();
});

test('R77: a search for words reads no positions: damage there is met by the first phrase', async () => {
  const { index, database, damages } = await openSearch(emptyDisk());
  await index.put([numbered(1), numbered(2)]);
  const row = (await database.search.toCollection().last())!;
  row.b[20]! ^= 1;
  await database.search.put(row);
  expect((await index.search('wort')).total).toBe(2);
  expect(damages()).toBe(0);
  expect((await index.search('"wort zahl"')).state).toBe('damaged');
  expect(damages()).toBe(1);
  database.close();
});

test('R63: after a revoke no term, id or row of the Akte is left, though a removed document had them', async () => {
  const disk = emptyDisk();
  const { index, database } = await openSearch(disk);
  const secret = {
    ...numbered(7),
    akte: 'geheim',
    title: 'Kronzeugenschutz',
    body: [{ text: 'Zimtstern', isScan: false }],
  };
  await index.put([numbered(1), secret, numbered(2)]);
  await index.put([{ ...numbered(8), akte: 'geheim', title: 'Kronzeuge' }]);
  await index.remove(['version:8']);
  const before = await database.search.toArray();
  await index.removeAkte('geheim');
  const after = await database.search.toArray();
  expect([...index.ids()].sort()).toEqual(['version:1', 'version:2']);
  expect((await index.search('kronzeuge')).total).toBe(0);
  // Every row but the state was written under another number: nothing of the old ones is there any more.
  const kept = after.filter(({ id }) => id !== 0 && before.some((old) => old.id === id));
  expect(kept).toEqual([]);
  expect(await termsOnDisk(database)).not.toContain('kronzeugenschutz');
  expect(await termsOnDisk(database)).toContain('wort');
  database.close();
});

test('R63: a revoke that was cut off goes on when the index is opened again', async () => {
  const disk = emptyDisk();
  const life = { left: Number.POSITIVE_INFINITY };
  const first = await openSearch(disk, life);
  await first.index.put([numbered(1), { ...numbered(2), akte: 'geheim', title: 'Kronzeugenschutz' }]);
  life.left = 3;
  await expect(first.index.removeAkte('geheim')).rejects.toThrow('killed');
  expect(await termsOnDisk(first.database)).toContain('kronzeugenschutz');
  first.database.close();
  const { index, database } = await openSearch(disk);
  expect([...index.ids()]).toEqual(['version:1']);
  await index.put([]);
  expect(await termsOnDisk(database)).not.toContain('kronzeugenschutz');
  database.close();
});

test('R64: nothing of a document stands readable in the database', async () => {
  const disk = emptyDisk();
  const { index, database } = await openSearch(disk);
  await index.put([
    { ...numbered(1), title: 'Kronzeugenschutz', body: [{ text: 'kronzeugenschutz Zimtstern', isScan: false }] },
  ]);
  for (const row of await database.search.toArray()) {
    expect(Object.keys(row).sort()).toEqual(['b', 'g', 'id']);
    const text = Buffer.from(row.b).toString('latin1').toLowerCase();
    for (const canary of ['kronzeugen', 'zimtstern', 'version:', 'documents']) expect(text).not.toContain(canary);
  }
  database.close();
});

test('R65: of many batches few segments are left, and each change is one transaction', async () => {
  const { index, database } = await openSearch(emptyDisk());
  for (let i = 0; i < 70; i++) await index.put([numbered(i)]);
  expect(index.size().segments).toBeLessThan(4);
  expect(index.size().documents).toBe(70);
  expect(index.stampOf('version:69')).toBe(69);
  database.close();
});
