import { randomBytes } from 'node:crypto';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { beforeEach, expect, test } from 'vitest';
import { openDatabase, type ReplicaDatabase } from '../../../../renderer/replica/database.ts';
import { KeptTexts } from '../../../../renderer/replica/indexing/kept-texts.ts';
import { createSealer, type Sealer, sealRow } from '../../../../renderer/replica/seal.ts';

const sha = 'a'.repeat(64);
const pages = [{ pageIndex: 0, text: 'Streng vertrauliche Stellungnahme', isScan: false }];
let database: ReplicaDatabase;
let sealer: Sealer;
let key: Uint8Array;

beforeEach(async () => {
  const engine = { indexedDB: new IDBFactory(), IDBKeyRange } as unknown as Parameters<typeof openDatabase>[1];
  database = await openDatabase('texts', engine);
  sealer = await createSealer(new Uint8Array(randomBytes(32)));
  key = new Uint8Array(randomBytes(32));
});

/** What the next start of the program finds. */
async function restart(): Promise<KeptTexts> {
  const texts = new KeptTexts(database, sealer);
  await texts.load();
  return texts;
}

test('R87: kept words are opened by the key of their file and by no other', async () => {
  const before = await restart();
  await before.begin(sha);
  await before.keep(sha, { pages, isPartial: false }, key.slice());
  const texts = await restart();
  expect(texts.of(sha)).toMatchObject({ state: 'read', tries: 1 });
  expect(await texts.read(sha, key.slice())).toEqual(pages);
  expect(await texts.read(sha, new Uint8Array(randomBytes(32)))).toBeNull();
});

test('R82: a file that ended the program twice while it was read is left out', async () => {
  await (await restart()).begin(sha);
  expect((await restart()).of(sha)?.state).toBe('reading');
  await (await restart()).begin(sha);
  for (const texts of [await restart(), await restart()])
    expect(texts.of(sha)).toMatchObject({ state: 'refused', code: 'pdf-too-much-data' });
});

test('X1: a file whose words were read before pictures were noted is read again', async () => {
  await (await restart()).keep(sha, { pages, isPartial: false }, key.slice());
  const before = { id: 1, sha, state: 'read', tries: 0, code: null, isPartial: false };
  await database.textRefs.put(await sealRow(sealer, 'textRefs', 1, 1, before));
  const texts = await restart();
  expect(texts.of(sha)).toBeUndefined();
  expect(await database.texts.count()).toBe(0);
});

test('R32: damaged rows are dropped, and their file is read again', async () => {
  const flip = async (table: 'texts' | 'textRefs') => {
    const [row] = await database[table].toArray();
    const b = row!.b.slice();
    b[b.length - 1]! ^= 1;
    await database[table].put({ ...row!, b });
  };
  for (const table of ['texts', 'textRefs'] as const) {
    const before = await restart();
    await before.keep(sha, { pages, isPartial: false }, key.slice());
    await flip(table);
    const texts = await restart();
    expect(await texts.read(sha, key.slice())).toBeNull();
    expect(texts.of(sha)).toBeUndefined();
    expect(await database.texts.count()).toBe(0);
  }
});
