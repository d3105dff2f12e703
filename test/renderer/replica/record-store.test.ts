import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openDatabase } from '../../../renderer/replica/database.ts';
import { flush } from '../../../renderer/replica/flush.ts';
import type { MainPort } from '../../../renderer/replica/main-port.ts';
import type { Replica } from '../../../renderer/replica/replica.ts';
import { unlock } from '../../../renderer/replica/unlock.ts';
import type { Datensatz } from '../../../shared/akte.ts';
import { memoryPackFiles } from '../../workstation/memory-pack-files.ts';

const main = {
  call: async (call: string) => {
    if (call === 'keys.replica') {
      return {
        key: new Uint8Array(32).fill(7),
        person: 'p',
        einheit: 'e',
        device: 'd',
        replaces: [],
        leaseUntil: null,
      };
    }
    return call === 'journal.load' ? { operations: [], cutAtTail: false } : { blobs: [] };
  },
} as unknown as MainPort;

interface Disk {
  readonly indexedDB: IDBFactory;
  readonly files: ReturnType<typeof memoryPackFiles>;
}

async function open(disk: Disk): Promise<{ replica: Replica; rebuilt: boolean }> {
  return unlock({
    main,
    files: disk.files,
    engine: { indexedDB: disk.indexedDB, IDBKeyRange },
    now: () => new Date(),
    newId: () => 'id',
  } as Parameters<typeof unlock>[0]);
}

function vorgang(id: number, titel: string, rev: number): Datensatz {
  const felder = { titel, geschaeftszeichen: `51-${id}`, status: rev % 2 ? 'offen' : 'zdA', frist: null };
  return { art: 'vorgang', id: `v${id}`, akte: `a${id % 7}`, rev, felder };
}

const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('put' as const), ids: fc.array(fc.nat(400), { maxLength: 300 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('gone' as const), ids: fc.array(fc.nat(400), { maxLength: 20 }) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('flush' as const, 'restart' as const) }) },
);

test('R36: whatever is written, folded, removed and reopened, the replica holds exactly the last state', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      const disk = { indexedDB: new IDBFactory(), files: memoryPackFiles() };
      let { replica } = await open(disk);
      const model = new Map<string, Datensatz>();
      let rev = 0;
      for (const each of steps) {
        if (each.kind === 'flush') await flush(replica);
        if (each.kind === 'restart') {
          replica.store.database.close();
          const opened = await open(disk);
          expect(opened.rebuilt).toBe(false);
          replica = opened.replica;
        }
        if (each.kind === 'put') {
          const records = each.ids.map((id) => vorgang(id, `Titel ${++rev}`, rev));
          for (const record of records) model.set(record.id, record);
          await replica.applyPulled(
            records.map((record) => ({ art: record.art, id: record.id, record })),
            { cursor: rev },
          );
        }
        if (each.kind === 'gone') {
          for (const id of each.ids) model.delete(`v${id}`);
          await replica.applyPulled(
            each.ids.map((id) => ({ art: 'vorgang' as const, id: `v${id}`, record: null })),
            { cursor: rev },
          );
        }
        const table = replica.tables.vorgang;
        expect(table.size).toBe(model.size);
        for (const record of model.values()) {
          expect(table.text('titel', table.row(record.id))).toBe(record.felder.titel);
          expect(await replica.store.read('vorgang', record.id)).toEqual(record);
        }
      }
      replica.store.database.close();
    }),
    { numRuns: 25, examples: [[[{ kind: 'flush' }, { kind: 'restart' }]]] },
  );
}, 120_000);

test('R32: a damaged block is noticed and everything is fetched again', async () => {
  const disk = { indexedDB: new IDBFactory(), files: memoryPackFiles() };
  const { replica } = await open(disk);
  const changes = Array.from({ length: 256 }, (_, id) => ({
    art: 'vorgang' as const,
    id: `v${id}`,
    record: vorgang(id, 'x', 1),
  }));
  await replica.applyPulled(changes, { cursor: 256 });
  const row = (await replica.store.database.segments.toCollection().first())!;
  row.b[40]! ^= 1;
  await replica.store.database.segments.put(row);
  replica.store.database.close();
  const { replica: again, rebuilt } = await open(disk);
  expect(rebuilt).toBe(true);
  expect(again.state.cursor).toBe(0);
  expect(await again.store.database.segments.count()).toBe(0);
});

test('R33: another person’s or another vault’s replica is thrown away', async () => {
  const disk = { indexedDB: new IDBFactory(), files: memoryPackFiles() };
  const { replica } = await open(disk);
  await replica.applyPulled([{ art: 'vorgang', id: 'v1', record: vorgang(1, 'x', 1) }], { cursor: 5 });
  replica.store.database.close();
  const database = await openDatabase('aktentasche', { indexedDB: disk.indexedDB, IDBKeyRange } as never);
  const meta = (await database.meta.toArray())[0]!;
  await database.meta.put({ ...meta, g: meta.g + 1 });
  database.close();
  const opened = await open(disk);
  expect(opened.rebuilt).toBe(true);
  expect(opened.replica.tables.vorgang.size).toBe(0);
});
