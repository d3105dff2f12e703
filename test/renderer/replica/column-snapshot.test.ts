import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadSnapshot, sealSnapshot } from '../../../renderer/replica/column-snapshot.ts';
import { openDatabase } from '../../../renderer/replica/database.ts';
import { flush } from '../../../renderer/replica/flush.ts';
import { createTables, type RecordTables } from '../../../renderer/replica/record-store.ts';
import { emptyState } from '../../../renderer/replica/replica-state.ts';
import { createSealer, type SealedRow, type Sealer } from '../../../renderer/replica/seal.ts';
import type { Datensatz } from '../../../shared/akte.ts';
import { asPulled, emptyDisk, engineOf, openReplica, vorgang } from './replica-on-disk.ts';

const key = new Uint8Array(randomBytes(32));
const newSealer = () => createSealer(new Uint8Array(key));
const state = { ...emptyState('p', 'd'), nextSegment: 4 };

/** What a snapshot of these rows would load; `null` = not trusted. */
async function load(rows: readonly SealedRow[], by: { sealer?: Sealer; nextSegment?: number } = {}) {
  const database = await openDatabase('aktentasche', engineOf(emptyDisk()));
  await database.columns.bulkPut(rows);
  const tables = createTables();
  const into = { tables, state: { ...state, nextSegment: by.nextSegment ?? state.nextSegment } };
  const loaded = await loadSnapshot(database, by.sealer ?? (await newSealer()), into);
  database.close();
  return { tables, loaded };
}

function tablesOf(records: readonly Datensatz[]): RecordTables {
  const tables = createTables();
  for (const [index, record] of records.entries()) tables[record.art].put(record, index % 5);
  return tables;
}

/** Every value of every column by id. */
function contents(tables: RecordTables): unknown {
  return Object.values(tables).map((table) =>
    table.ids.flatMap((id, row) =>
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
    ),
  );
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
  const sealer = await newSealer();
  await fc.assert(
    fc.asyncProperty(fc.array(anyRecord, { maxLength: 80 }), fc.array(fc.nat(60)), async (records, gone) => {
      const tables = tablesOf(records);
      for (const id of gone) tables.vorgang.remove(`vorgang${id}`);
      const { tables: back, loaded } = await load(
        await sealSnapshot(sealer, tables, { state, overlaid: ['vorgang:v1'] }),
      );
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

async function largeSnapshot(): Promise<SealedRow[]> {
  const titel = 'ä'.repeat(1_000_000);
  const tables = tablesOf([1, 2, 3].map((id) => vorgang(id, `${id}${titel}`, 1)));
  return sealSnapshot(await newSealer(), tables, { state, overlaid: [] });
}

test('R32: of several pieces none may be changed, missing, exchanged or another vault’s', async () => {
  const rows = await largeSnapshot();
  expect(rows.length).toBeGreaterThan(2);
  const whole = await load(rows);
  expect(whole.tables.vorgang.size).toBe(3);
  const flipped = rows.map((row, index) => (index === 1 ? { ...row, b: row.b.with(500, row.b[500]! ^ 1) } : row));
  const [first, second] = rows as [SealedRow, SealedRow];
  const exchanged = [{ ...first, b: second.b }, { ...second, b: first.b }, ...rows.slice(2)];
  const damaged = [flipped, rows.slice(0, -1), rows.slice(1), rows.filter((_, index) => index !== 1), exchanged, []];
  for (const each of damaged) {
    const { loaded, tables } = await load(each);
    expect(loaded).toBe(null);
    expect(tables.vorgang.size).toBe(0);
  }
  const stranger = await createSealer(new Uint8Array(randomBytes(32)));
  expect((await load(rows, { sealer: stranger })).loaded).toBe(null);
});

test('R32: a snapshot of columns of another shape is not read', async () => {
  const sealer = await newSealer();
  const json = new TextEncoder().encode(JSON.stringify({ layout: '{}', nextSegment: 4, overlaid: [], tables: [] }));
  const plain = new Uint8Array([...new Uint8Array(new Uint32Array([json.length]).buffer), ...json]);
  const row = { id: 1, g: 4, b: await sealer.seal('columns|1|4|true', plain) };
  expect((await load([row])).loaded).toBe(null);
});

test('R32: a snapshot older than the segments is not trusted', async () => {
  const rows = await sealSnapshot(await newSealer(), tablesOf([vorgang(1, 'alt', 1)]), { state, overlaid: [] });
  expect((await load(rows)).loaded).not.toBe(null);
  const { loaded, tables } = await load(rows, { nextSegment: state.nextSegment + 1 });
  expect(loaded).toBe(null);
  expect(tables.vorgang.size).toBe(0);
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
    const [row] = await database.columns.toArray();
    await database.columns.put({ ...row!, b: row!.b.with(99, row!.b[99]! ^ 1) });
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
