import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isSnapshotFile, loadSnapshot, writeSnapshot } from '../../../renderer/replica/column-snapshot.ts';
import { openDatabase } from '../../../renderer/replica/database.ts';
import { flush } from '../../../renderer/replica/flush.ts';
import { createTables, type RecordTables } from '../../../renderer/replica/record-store.ts';
import { emptyState } from '../../../renderer/replica/replica-state.ts';
import { createSealer, openRow, type SealedRow, type Sealer, sealRow } from '../../../renderer/replica/seal.ts';
import type { Datensatz } from '../../../shared/akte.ts';
import { memoryPackFiles } from '../../workstation/memory-pack-files.ts';
import { asPulled, emptyDisk, engineOf, openReplica, vorgang } from './replica-on-disk.ts';

const key = new Uint8Array(randomBytes(32));
/** Sealed bytes of one piece. */
const PIECE = 512 * 1024 + 28;
const newSealer = () => createSealer(new Uint8Array(key));
const state = { ...emptyState('p', 'd'), nextSegment: 4 };

/** A snapshot as it lies there. */
interface Kept {
  readonly row: SealedRow;
  readonly file: Uint8Array<ArrayBuffer>;
}

async function write(tables: RecordTables, overlaid: readonly string[] = []): Promise<Kept & { name: string }> {
  const files = memoryPackFiles();
  const row = await writeSnapshot({ files, sealer: await newSealer() }, tables, { state, overlaid });
  const [[name, file]] = [...files.packs] as [[string, Uint8Array<ArrayBuffer>]];
  return { row, file, name };
}

/** What a snapshot would load from a file of that name; `null` = not trusted. */
async function load({ row, file, name }: Kept & { name: string }, by: { sealer?: Sealer; nextSegment?: number } = {}) {
  const database = await openDatabase('aktentasche', engineOf(emptyDisk()));
  await database.columns.put(row);
  const files = memoryPackFiles();
  files.packs.set(name, file);
  const tables = createTables();
  const into = { tables, state: { ...state, nextSegment: by.nextSegment ?? state.nextSegment } };
  const loaded = await loadSnapshot(database, { files, sealer: by.sealer ?? (await newSealer()) }, into);
  database.close();
  return { tables, loaded };
}

function tablesOf(records: readonly Datensatz[]): RecordTables {
  const tables = createTables();
  for (const [index, record] of records.entries()) tables[record.art].put(record, index % 5);
  return tables;
}

/** Every value of every column by id; which row it has does not matter. */
function contents(tables: RecordTables): unknown {
  return Object.values(tables).map((table) => {
    const records = table.ids.flatMap((id, row) =>
      id === null
        ? []
        : [
            {
              id,
              texts: [...table.texts].map(([feld, column]) => [feld, column.get(row)]),
              codes: [...table.codes].map(([feld, column]) => [feld, column.get(row)]),
              numbers: [...table.numbers].map(([feld, column]) => [feld, column.get(row)]),
              search: table.search?.get(row),
            },
          ],
    );
    return records.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  });
}

const anyRecord = fc
  .record({
    art: fc.constantFrom('vorgang' as const, 'dokument' as const, 'person' as const, 'akte' as const),
    id: fc.nat(60),
    akte: fc.option(fc.string({ maxLength: 4 })),
    rev: fc.nat(),
    titel: fc.string({ unit: 'grapheme', maxLength: 30 }),
    frist: fc.option(fc.string({ maxLength: 3 })),
    vertritt: fc.array(fc.stringMatching(/^[a-zä]{1,5}$/), { maxLength: 3 }),
  })
  .map(({ art, id, akte, rev, ...felder }): Datensatz => ({ art, id: `${art}${id}`, akte, rev, felder }));

test('R34: what was sealed comes back column by column, also after removals', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyRecord, { maxLength: 80 }), fc.array(fc.nat(60)), async (records, gone) => {
      const tables = tablesOf(records);
      for (const id of gone) tables.vorgang.remove(`vorgang${id}`);
      const { tables: back, loaded } = await load(await write(tables, ['vorgang:v1']));
      expect(loaded).toEqual({ overlaid: ['vorgang:v1'] });
      expect(contents(back)).toEqual(contents(tables));
      // The rows of what was removed are used again.
      back.vorgang.put(vorgang(1, 'neu', 1), 0);
      tables.vorgang.put(vorgang(1, 'neu', 1), 0);
      expect(contents(back)).toEqual(contents(tables));
    }),
    { numRuns: 30 },
  );
});

test('R32: of several pieces none may be changed, missing, exchanged, of another snapshot or of another vault', async () => {
  const titel = 'ä'.repeat(400_000);
  const tables = tablesOf([1, 2, 3].map((id) => vorgang(id, `${id}${titel}`, 1)));
  const [kept, other] = [await write(tables), await write(tables)];
  expect(kept.file.length).toBeGreaterThan(4 * PIECE);
  expect((await load(kept)).tables.vorgang.size).toBe(3);
  const { file } = kept;
  const exchanged = file.slice();
  exchanged.set(file.subarray(PIECE, 2 * PIECE));
  exchanged.set(file.subarray(0, PIECE), PIECE);
  const mixed = file.slice();
  mixed.set(other.file.subarray(0, PIECE));
  const shorter = [0, 1, PIECE, 2 * PIECE, file.length - 1].map((length) => file.slice(0, length));
  const flipped = [500, file.length - 1].map((at) => file.with(at, file[at]! ^ 1));
  for (const damaged of [...flipped, ...shorter, exchanged, mixed, file.slice(PIECE)]) {
    const { loaded, tables } = await load({ ...kept, file: damaged });
    expect(loaded).toBe(null);
    expect(tables.vorgang.size).toBe(0);
  }
  expect((await load({ ...kept, name: 'columns-gone' })).loaded).toBe(null);
  expect((await load({ ...kept, row: { ...kept.row, b: kept.row.b.with(40, kept.row.b[40]! ^ 1) } })).loaded).toBe(
    null,
  );
  const stranger = await createSealer(new Uint8Array(randomBytes(32)));
  expect((await load(kept, { sealer: stranger })).loaded).toBe(null);
});

test('R32: a snapshot of columns of another shape is not read', async () => {
  const sealer = await newSealer();
  const kept = await write(tablesOf([vorgang(1, 'alt', 1)]));
  const facts = (await openRow(sealer, 'columns', kept.row)) as Record<string, unknown>;
  const withLayout = async (layout: unknown) => {
    return { ...kept, row: await sealRow(sealer, 'columns', 1, 4, { ...facts, layout }) };
  };
  expect((await load(await withLayout(facts.layout))).loaded).not.toBe(null);
  expect((await load(await withLayout('{}'))).loaded).toBe(null);
});

test('R32: a snapshot older than the segments is not trusted', async () => {
  const kept = await write(tablesOf([vorgang(1, 'alt', 1)]));
  expect((await load(kept)).loaded).not.toBe(null);
  const { loaded, tables } = await load(kept, { nextSegment: state.nextSegment + 1 });
  expect(loaded).toBe(null);
  expect(tables.vorgang.size).toBe(0);
});

test('R111: one snapshot lies there at most, and the packs of files beside it stay', async () => {
  const disk = emptyDisk();
  const { replica } = await openReplica(disk);
  const key = () => new Uint8Array(32).fill(5);
  async function* chunks() {
    yield new Uint8Array(7);
  }
  await replica.blobs.put({ sha: 'e'.repeat(64), akte: 'a', sizeBytes: 7, chunks: chunks(), key: key() });
  for (const round of [1, 2, 3]) {
    await replica.applyPulled(block(round * 128, 'wieder'), { cursor: round });
    await flush(replica);
    expect([...disk.files.packs.keys()].filter(isSnapshotFile)).toHaveLength(1);
  }
  replica.store.database.close();
  const { replica: again } = await openReplica(disk);
  expect(again.store.hasSnapshot).toBe(true);
  expect(again.tables.vorgang.size).toBe(3 * 128);
  expect(again.blobs.has('e'.repeat(64))).toBe(true);
  again.store.database.close();
});

const block = (from: number, titel: string) =>
  asPulled(Array.from({ length: 128 }, (_, i) => vorgang(from + i, titel, from + 1)));

test.each([
  ['damaged', 'damage'],
  ['older than a segment', 'age'],
])('R32: when the snapshot on disk is %s, the unlock reads the segments and loses nothing', async (_what, how) => {
  const disk = emptyDisk();
  const { replica } = await openReplica(disk);
  await replica.applyPulled(block(0, 'erster'), { cursor: 1 });
  await flush(replica);
  const { database } = replica.store;
  const rows = await database.columns.toArray();
  expect(rows.length).toBeGreaterThan(0);
  await replica.applyPulled(block(128, 'zweiter'), { cursor: 2 });
  expect(await database.columns.count()).toBe(0);
  if (how === 'damage') {
    await flush(replica);
    const name = [...disk.files.packs.keys()].find(isSnapshotFile)!;
    const file = disk.files.packs.get(name)!;
    disk.files.packs.set(name, file.with(99, file[99]! ^ 1));
  } else await database.columns.bulkPut(rows);
  database.close();

  const { replica: again, rebuilt } = await openReplica(disk);
  expect(rebuilt).toBe(false);
  expect(again.store.hasSnapshot).toBe(false);
  const { vorgang: table } = again.tables;
  expect(table.size).toBe(256);
  expect(table.text('titel', table.row('v200'))).toBe('zweiter');
  expect(again.state.cursor).toBe(2);
  again.store.database.close();
});
