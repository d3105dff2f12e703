import { createHash } from 'node:crypto';
import { serialize } from 'node:v8';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openDatabase, type ReplicaDatabase } from '../../../renderer/replica/database.ts';
import { flush } from '../../../renderer/replica/flush.ts';
import { KeptTexts } from '../../../renderer/replica/indexing/kept-texts.ts';
import type { SealedRow } from '../../../renderer/replica/seal.ts';
import { openSearchIndex } from '../../../renderer/replica/search/search-index.ts';
import { VALUE_BYTES } from '../../../renderer/replica/short-rows.ts';
import type { Datensatz } from '../../../shared/akte.ts';
import { asPulled, emptyDisk, engineOf, openReplica, vorgang } from './replica-on-disk.ts';

/** From here on Chromium makes a file of its own of a value. */
const FILE_BYTES = 64 * 1024;

/** Every value as it lies in IndexedDB: its store and its size. */
async function rawValues(database: ReplicaDatabase): Promise<{ store: string; key: IDBValidKey; bytes: number }[]> {
  const raw = database.backendDB();
  const found: { store: string; key: IDBValidKey; bytes: number }[] = [];
  for (const store of raw.objectStoreNames) {
    const request = raw.transaction(store).objectStore(store).getAll();
    const values = await new Promise<{ id: IDBValidKey }[]>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    for (const value of values) found.push({ store, key: value.id, bytes: serialize(value).length });
  }
  return found;
}

const open = () => openDatabase('short-rows', engineOf(emptyDisk()));
const rowOf = (id: number, length: number): SealedRow => ({ id, g: length, b: new Uint8Array(length).fill(id + 1) });
/** Rows in few words: comparing them byte by byte takes seconds. */
const brief = (rows: readonly (SealedRow | undefined)[]) =>
  rows.map((row) => row && [Object.keys(row), row.id, row.g, createHash('sha1').update(row.b).digest('hex')]);

const length = fc.oneof(fc.nat(50), fc.integer({ min: VALUE_BYTES - 1, max: VALUE_BYTES * 3 + 1 }));
const rows = fc.array(fc.tuple(fc.nat(6), length), { maxLength: 5 });
const ids = fc.array(fc.nat(6), { maxLength: 4 });
const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('put' as const), rows, isTorn: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('delete' as const), ids }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('clear' as const) }) },
);

test('R110: rows of any length come back whole from every question, and leave nothing behind when they go', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
      const database = await open();
      const { search: table } = database;
      let model = new Map<number, SealedRow>();
      for (const each of steps) {
        if (each.kind === 'put') {
          const put = each.rows.map(([id, bytes]) => rowOf(id, bytes));
          const writing = database.transaction('rw', table, database.meta, async () => {
            await table.bulkPut(put);
            await database.meta.put(rowOf(1, VALUE_BYTES * 2));
            if (each.isTorn) throw new Error('torn');
          });
          if (each.isTorn) await expect(writing).rejects.toThrow('torn');
          else {
            await writing;
            for (const row of put) model.set(row.id, row);
          }
        } else if (each.kind === 'delete') {
          await table.bulkDelete(each.ids);
          for (const id of each.ids) model.delete(id);
        } else {
          await table.clear();
          model = new Map();
        }
        const expected = [...model.values()].sort((a, b) => a.id - b.id);
        const keys = expected.map(({ id }) => id);
        expect(await table.count()).toBe(expected.length);
        expect(brief(await table.toArray())).toEqual(brief(expected));
        expect(brief(await table.orderBy('id').toArray())).toEqual(brief(expected));
        expect(brief(await table.where('id').above(2).limit(2).toArray())).toEqual(
          brief(expected.filter(({ id }) => id > 2).slice(0, 2)),
        );
        expect(await table.toCollection().primaryKeys()).toEqual(keys);
        expect(await table.where('id').anyOf([1, 3, 5]).count()).toBe(keys.filter((id) => id % 2 === 1).length);
        expect(brief(await table.bulkGet([0, 1, 2, 3]))).toEqual(brief([0, 1, 2, 3].map((id) => model.get(id))));
        expect(brief([await table.get(4)])).toEqual(brief([model.get(4)]));
        const pieces = (b: { length: number }) => Math.max(1, Math.ceil(b.length / VALUE_BYTES));
        const values = (await rawValues(database)).filter(({ store }) => store === 'search');
        expect(values.length).toBe(expected.reduce((sum, { b }) => sum + pieces(b), 0));
        for (const { bytes } of values) expect(bytes).toBeLessThan(FILE_BYTES);
      }
      database.close();
    }),
    { numRuns: 25 },
  );
});

test('R32: a row that lost a piece does not come back as if it were whole', async () => {
  const database = await open();
  await database.search.put(rowOf(3, VALUE_BYTES * 3));
  const raw = database.backendDB().transaction('search', 'readwrite');
  raw.objectStore('search').delete([3, 1]);
  await new Promise((done) => {
    raw.oncomplete = done;
  });
  expect((await database.search.get(3))?.b.length).toBe(VALUE_BYTES * 2);
  database.close();
});

test('R110: no value of a filled replica is large enough for a file of its own', async () => {
  const disk = emptyDisk();
  const { replica } = await openReplica(disk);
  const { database, sealer } = replica.store;
  const long = (id: number): Datensatz => {
    const record = vorgang(id, `Vorgang ${id}`, id + 1);
    // The longest that the server takes in one field, and a list far longer than a value may be.
    const beteiligte = id % 500 === 0 ? Array.from({ length: 400 }, (_, i) => `${i}${'ä'.repeat(300)}`) : [];
    return {
      ...record,
      felder: { ...record.felder, bemerkung: 'Über '.repeat(id % 50 === 0 ? 4_000 : id % 60), beteiligte },
    };
  };
  const records = Array.from({ length: 5_000 }, (_, i) => long(i + 1));
  await replica.applyPulled(asPulled(records), { cursor: 1 });
  await flush(replica);
  const notRaised = records.map(({ id }) => ({ version: id, code: null, tries: 1, until: null }));
  await replica.applyPulled(asPulled(records.slice(495, 505)), { cursor: 2, notRaised });

  const words = (id: number) =>
    Array.from({ length: 30 }, (_, i) => `wort${(id * 31 + i * i) % 40_000} und antrag`).join(' ');
  const index = await openSearchIndex({ table: database.search, sealer });
  const documents = records.map(({ id }, i) => ({
    id,
    akte: 'a',
    stamp: 1,
    title: words(i),
    aktenzeichen: '',
    people: '',
  }));
  await index.put(documents.map((document, i) => ({ ...document, body: [{ text: words(i + 7), isScan: false }] })));
  await index.remove(records.slice(0, 900).map(({ id }) => id));

  const texts = new KeptTexts(database, sealer);
  const noise = Array.from({ length: 40_000 }, (_, i) => ((i * 2_654_435_761) % 4_294_967_296).toString(36)).join(' ');
  const key = () => new Uint8Array(32).fill(3);
  await texts.keep('f'.repeat(64), { pages: [{ pageIndex: 0, text: noise, isScan: false }], isPartial: false }, key());

  const blob = { sha: 'e'.repeat(64), akte: 'a', sizeBytes: 1 };
  async function* chunks() {
    yield new Uint8Array(1);
  }
  await replica.blobs.put({ ...blob, chunks: chunks(), key: key() });

  const values = await rawValues(database);
  for (const store of ['segments', 'hot', 'search', 'texts', 'meta', 'columns', 'blobRefs']) {
    expect(values.filter((value) => value.store === store).length, store).toBeGreaterThan(0);
  }
  expect(values.filter(({ bytes }) => bytes >= FILE_BYTES)).toEqual([]);

  expect(await replica.store.read('vorgang', 'v500')).toEqual(records[499]);
  expect((await texts.read('f'.repeat(64), key()))?.[0]?.text).toBe(noise);
  database.close();
  const again = (await openReplica(disk)).replica;
  expect(again.tables.vorgang.size).toBe(5_000);
  expect(await again.store.read('vorgang', 'v1500')).toEqual(records[1_499]);
  expect(again.blobs.has(blob.sha)).toBe(true);
  again.store.database.close();
}, 120_000);
