import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openDatabase } from '../../../renderer/replica/database.ts';
import { flush } from '../../../renderer/replica/flush.ts';
import type { Datensatz } from '../../../shared/akte.ts';
import { emptyDisk, engineOf, openReplica, vorgang } from './replica-on-disk.ts';

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
      const disk = emptyDisk();
      let { replica } = await openReplica(disk);
      const model = new Map<string, Datensatz>();
      let rev = 0;
      for (const each of steps) {
        if (each.kind === 'flush') await flush(replica);
        if (each.kind === 'restart') {
          replica.store.database.close();
          const opened = await openReplica(disk);
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

test('R33: another person’s or another vault’s replica is thrown away', async () => {
  const disk = emptyDisk();
  const { replica } = await openReplica(disk);
  await replica.applyPulled([{ art: 'vorgang', id: 'v1', record: vorgang(1, 'x', 1) }], { cursor: 5 });
  replica.store.database.close();
  const database = await openDatabase('aktentasche', engineOf(disk));
  const meta = (await database.meta.toArray())[0]!;
  await database.meta.put({ ...meta, g: meta.g + 1 });
  database.close();
  const opened = await openReplica(disk);
  expect(opened.rebuilt).toBe(true);
  expect(opened.replica.tables.vorgang.size).toBe(0);
});
