import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openDatabase, type ReplicaDatabase } from '../../../renderer/replica/database.ts';
import { flush } from '../../../renderer/replica/flush.ts';
import { lostRecords } from '../../../renderer/replica/lost-records.ts';
import { SEGMENT_FORMAT } from '../../../renderer/replica/pack-records.ts';
import { createSealer, openRow, sealRow } from '../../../renderer/replica/seal.ts';
import { applyRemoteChange } from '../../../renderer/sync/apply-remote-change.ts';
import type { Datensatz } from '../../../shared/akte.ts';
import { asPulled, type Disk, emptyDisk, engineOf, openReplica, replicaKey, vorgang } from './replica-on-disk.ts';

const BLOCKS = 6;
const records = Array.from({ length: BLOCKS * 128 }, (_, id) => vorgang(id, `Titel ${id}`, id + 1));
const blockOf = (id: string) => Math.floor(Number(id.slice(1)) / 128);

async function pulled(isFlushed: boolean): Promise<Disk> {
  const disk = emptyDisk();
  const { replica } = await openReplica(disk);
  await replica.applyPulled(asPulled(records), { cursor: records.length });
  if (isFlushed) await flush(replica);
  replica.store.database.close();
  return disk;
}

async function onDisk(disk: Disk, change: (database: ReplicaDatabase) => Promise<unknown>): Promise<void> {
  const database = await openDatabase('aktentasche', engineOf(disk));
  await change(database);
  database.close();
}

const damage = fc.uniqueArray(fc.record({ block: fc.nat(BLOCKS - 1), how: fc.constantFrom('flip', 'remove') }), {
  selector: ({ block }) => block,
  minLength: 1,
});

test('R95, R96: whatever blocks are damaged or missing, only what they held is lost, and pulling brings it back', async () => {
  await fc.assert(
    fc.asyncProperty(damage, fc.boolean(), async (damages, isFlushed) => {
      const disk = await pulled(isFlushed);
      await onDisk(disk, async ({ segments }) => {
        const rows = await segments.orderBy('id').toArray();
        for (const { block, how } of damages) {
          const row = rows[block]!;
          if (how === 'remove') await segments.delete(row.id);
          else await segments.put({ ...row, b: row.b.with(60, row.b[60]! ^ 1) });
        }
      });
      const { replica, rebuilt } = await openReplica(disk);
      expect(rebuilt).toBe(false);
      const hit = new Set(damages.map(({ block }) => block));
      for (const { id } of records.filter((_, at) => at % 64 === 0)) {
        const reading = replica.store.read('vorgang', id).catch(() => null);
        expect((await reading) === null, id).toBe(hit.has(blockOf(id)));
      }
      const lost = lostRecords(replica.store);
      // With the columns of a snapshot it is known what was lost; without them everything is pulled once more.
      if (isFlushed) expect(new Set(lost!.records.map(({ id }) => blockOf(id)))).toEqual(hit);
      else expect(replica.state).toMatchObject({ cursor: 0, rereadUpTo: records.length });
      const written = await replica.store.database.segments.count();
      if (lost) {
        const wanted = new Set(lost.records.map(({ id }) => id));
        await replica.applyPulled(asPulled(records.filter(({ id }) => wanted.has(id))), {}, lost.segments);
      } else {
        const rows = records.map((d, at) => ({ k: 'put' as const, s: at + 1, p: at, d }));
        await applyRemoteChange(replica, rows, records.length);
        expect(await replica.store.database.segments.count()).toBe(written + hit.size);
      }
      await replica.finishPull();
      expect(lostRecords(replica.store)).toBe(null);
      for (const record of records) expect(await replica.store.read('vorgang', record.id)).toEqual(record);
      replica.store.database.close();
      const again = await openReplica(disk);
      expect(again.rebuilt).toBe(false);
      expect(again.replica.tables.vorgang.size).toBe(records.length);
      again.replica.store.database.close();
    }),
    { numRuns: 6 },
  );
}, 120_000);

test.each(['flip', 'remove'])(
  'R97: a single row that is damaged may have taken a record away: all are fetched (%s)',
  async (how) => {
    const disk = await pulled(true);
    const first = await openReplica(disk);
    await first.replica.applyPulled([{ art: 'vorgang', id: 'v7', record: null }], { cursor: 9_000 });
    first.replica.store.database.close();
    await onDisk(disk, async ({ hot }) => {
      const row = (await hot.toCollection().first())!;
      if (how === 'remove') await hot.delete(row.id);
      else await hot.put({ ...row, b: row.b.with(30, row.b[30]! ^ 1) });
    });
    const { replica, rebuilt } = await openReplica(disk);
    expect(rebuilt).toBe(true);
    expect(replica.state).toMatchObject({ cursor: 0, repair: { doneAt: null } });
    expect(replica.tables.vorgang.size).toBe(0);
    replica.store.database.close();
  },
);

test.each([1, 2, 3])(
  'R98: blocks of the older format %i are read, and written anew when there is time',
  async (format) => {
    const disk = await pulled(false);
    const sealer = await createSealer(replicaKey());
    await onDisk(disk, async ({ segments, meta }) => {
      // As written before blocks carried a format.
      for (const row of await segments.toArray()) {
        const block = records.filter(({ id }) => blockOf(id) === row.id - 1);
        const names = Object.keys(block[0]!.felder);
        const akten = [...new Set(block.map(({ akte }) => akte))];
        const rows1 = block.map(({ art, id, akte, rev, felder }) => [art, id, akte, rev, 0, Object.values(felder)]);
        const rows2 = block.map(({ id, akte, rev, felder }) => [
          id,
          akten.indexOf(akte),
          rev,
          0,
          Object.values(felder),
        ]);
        const older = { v: 2, akten, shapes: [['vorgang', ...names]], rows: rows2 };
        const packed = format === 1 ? { shapes: [names], rows: rows1 } : older;
        if (format < 3) await segments.put(await sealRow(sealer, 'segments', row.id, row.g, packed));
        else await segments.put({ ...row, b: await sealer.seal(`segments|${row.id}|${row.g}`, inFormat3(block)) });
      }
      const row = (await meta.get(1))!;
      const { segmentFormat, ...state } = (await openRow(sealer, 'meta', row)) as Record<string, unknown>;
      expect(segmentFormat).toBe(SEGMENT_FORMAT);
      await meta.put(await sealRow(sealer, 'meta', 1, 1, format === 1 ? state : { ...state, segmentFormat: format }));
    });
    const { replica } = await openReplica(disk);
    expect(replica.state.segmentFormat).toBe(format);
    expect(await replica.store.read('vorgang', 'v300')).toEqual(records[300]);
    await flush(replica);
    expect(replica.state.segmentFormat).toBe(SEGMENT_FORMAT);
    for (const row of await replica.store.database.segments.toArray()) {
      expect((await sealer.open(`segments|${row.id}|${row.g}`, row.b))[0]).toBe(SEGMENT_FORMAT);
    }
    replica.store.database.close();
    const again = await openReplica(disk);
    for (const record of records) expect(await again.replica.store.read('vorgang', record.id)).toEqual(record);
    expect(again.replica.tables.vorgang.text('titel', 5)).toBe('Titel 5');
    again.replica.store.database.close();
  },
);

/** As written when fronts were JSON: fields of the lists in front, the others behind. */
function inFormat3(block: readonly Datensatz[]): Uint8Array<ArrayBuffer> {
  const names = Object.keys(block[0]!.felder);
  const akten = [...new Set(block.map(({ akte }) => akte))];
  const valuesOf = (feld: string) => block.map(({ felder }) => felder[feld]);
  const statuses = [...new Set(valuesOf('status'))];
  const columns = {
    titel: { values: valuesOf('titel') },
    geschaeftszeichen: { values: valuesOf('geschaeftszeichen') },
    status: { values: statuses, codes: valuesOf('status').map((status) => statuses.indexOf(status)) },
  };
  const group = {
    ...{ art: 'vorgang', names, at: [...block.keys()], ids: block.map(({ id }) => id), columns },
    akten: block.map(({ akte }) => akten.indexOf(akte)),
    revs: block.map(({ rev }) => rev),
  };
  const rest = names.filter((name) => !(name in columns));
  const back = [Object.fromEntries(rest.map((name) => [name, valuesOf(name)]))];
  const [front, behind] = [{ akten, groups: [group] }, back].map((part) => Buffer.from(JSON.stringify(part)));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(front!.length);
  return new Uint8Array(Buffer.concat([Buffer.from([3]), length, front!, behind!]));
}

test.each([
  ['number', new Uint8Array([SEGMENT_FORMAT + 1, 0, 0, 0, 0])],
  ['JSON', new TextEncoder().encode(JSON.stringify({ v: SEGMENT_FORMAT + 1, anything: true }))],
])('R98: a block of a newer format, told by its %s, counts as damaged and is fetched again', async (_how, packed) => {
  const disk = await pulled(true);
  const sealer = await createSealer(replicaKey());
  await onDisk(disk, async ({ segments }) => {
    await segments.put({ id: 2, g: 1, b: await sealer.seal('segments|2|1', packed) });
  });
  const { replica } = await openReplica(disk);
  await expect(replica.store.read('vorgang', 'v130')).rejects.toMatchObject({ code: 'replica-damaged' });
  expect(lostRecords(replica.store)?.records).toHaveLength(128);
  replica.store.database.close();
});
