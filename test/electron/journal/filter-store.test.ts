import { randomBytes, randomUUID } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openFilterStore } from '../../../electron/journal/filter-store.ts';
import type { SavedFilter } from '../../../shared/saved-filter.ts';
import { tempFolder } from '../temp-folder.ts';

const kept: SavedFilter = {
  id: randomUUID(),
  name: 'Alles zu Familie Zwetschge',
  list: 'akten',
  view: { einheit: null, text: 'Zwetschge', sort: { column: 'titel', descending: true } },
};

test('H11: a filter survives a restart; its file shows neither name nor words', async () => {
  const file = path.join(await tempFolder(), 'filters');
  const key = randomBytes(32);
  await openFilterStore(file, key).save([kept]);
  expect(await openFilterStore(file, key).read()).toEqual([kept]);
  const bytes = await readFile(file);
  for (const words of ['Zwetschge', 'akten', kept.id]) expect(bytes.includes(words)).toBe(false);
  expect((await stat(file)).mode & 0o077).toBe(0);
});

test('H11: another key, or a damaged file, shows no filters and keeps nobody from saving new ones', async () => {
  const file = path.join(await tempFolder(), 'filters');
  const key = randomBytes(32);
  const store = openFilterStore(file, key);
  expect(await store.read()).toEqual([]);
  await store.save([kept]);
  expect(await openFilterStore(file, randomBytes(32)).read()).toEqual([]);
  const bytes = await readFile(file);
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  await writeFile(file, bytes);
  expect(await store.read()).toEqual([]);
  await store.save([kept]);
  expect(await store.read()).toEqual([kept]);
});
