import { expect, test } from 'vitest';
import { flush } from '../../../renderer/replica/flush.ts';
import type { Operation } from '../../../shared/change.ts';
import type { PushResult } from '../../../shared/sync-protocol.ts';
import { asPulled, type Disk, emptyDisk, openReplica, vorgang } from './replica-on-disk.ts';

const zeros = '0'.repeat(64);
const edit = (n: number, id: string): Operation => ({
  v: 1,
  t: '2026-11-22T00:00:00Z',
  actor: 'p',
  akte: 'a1',
  intent: 'edit-vorgang',
  ent: { art: 'vorgang', id },
  base: {},
  set: { titel: `Meine ${n}` },
  need: [],
  dev: 'd',
  n,
  prev: zeros,
  h: zeros,
  sig: '',
});
const ok = (n: number, rev: number): PushResult => ({ n, status: 'ok', rev });

/** A replica in which v1 was pulled with revision 5, and which knows nothing of the journal's operations. */
async function pulled(where: 'hot store' | 'segment' | 'snapshot'): Promise<Disk> {
  const disk = emptyDisk();
  const { replica } = await openReplica(disk);
  const records = [vorgang(1, 'Gezogen', 5)];
  // Whole blocks become segments at once; what is left over stays hot.
  if (where !== 'hot store') for (let id = 2; id <= 128; id++) records.push(vorgang(id, 'x', 5));
  await replica.applyPulled(asPulled(records), { cursor: 5 });
  if (where === 'snapshot') await flush(replica);
  expect(await replica.store.database.columns.count()).toBe(where === 'snapshot' ? 1 : 0);
  expect(await replica.store.database.hot.count()).toBe(where === 'hot store' ? 1 : 0);
  replica.store.database.close();
  return disk;
}

async function seen(disk: Disk) {
  const { replica, rebuilt } = await openReplica(disk);
  expect(rebuilt).toBe(false);
  const { vorgang: table } = replica.tables;
  const shown = {
    states: [...replica.outbox.values()].map(({ state }) => state.kind),
    overlaid: replica.overlaidKeys,
    titel: table.text('titel', table.row('v1')),
  };
  replica.store.database.close();
  return shown;
}

test.each(['hot store', 'segment', 'snapshot'] as const)(
  'R41: an acknowledgement that came after the pull and before a crash is settled at the unlock (record in %s)',
  async (where) => {
    const disk = await pulled(where);
    disk.operations.push({ operation: edit(1, 'v1'), result: ok(1, 5) });
    expect(await seen(disk)).toEqual({ states: ['settled'], overlaid: [], titel: 'Gezogen' });
  },
);

test('R41: an acknowledgement newer than the pulled record stays laid over it', async () => {
  const disk = await pulled('segment');
  disk.operations.push({ operation: edit(1, 'v1'), result: ok(1, 5) }, { operation: edit(2, 'v1'), result: ok(2, 6) });
  const states = ['settled', 'acknowledged'];
  expect(await seen(disk)).toEqual({ states, overlaid: ['vorgang:v1'], titel: 'Meine 2' });
});

test('R40, R43: what waits stays laid over, what was rejected does not, whatever revision is here', async () => {
  const disk = await pulled('segment');
  disk.operations.push(
    { operation: edit(1, 'v1'), result: { n: 1, status: 'rejected', code: 'no-right' } },
    { operation: edit(2, 'v1') },
  );
  const states = ['rejected', 'waiting'];
  expect(await seen(disk)).toEqual({ states, overlaid: ['vorgang:v1'], titel: 'Meine 2' });
});

test('R41: an acknowledged creation whose record was not pulled yet stays on the screen', async () => {
  const disk = await pulled('hot store');
  const created = { ...edit(1, 'v-new'), intent: 'create-vorgang' as const };
  disk.operations.push({ operation: created, result: ok(1, 4) });
  const { replica } = await openReplica(disk);
  expect(replica.overlaidKeys).toEqual(['vorgang:v-new']);
  expect(replica.tables.vorgang.row('v-new')).toBeGreaterThanOrEqual(0);
  replica.store.database.close();
  expect((await seen(disk)).states).toEqual(['acknowledged']);
});

test('R41: what a replica contained that was thrown away is no longer settled', async () => {
  const disk = emptyDisk();
  disk.operations.push({ operation: edit(1, 'v1'), result: ok(1, 5) });
  const { replica } = await openReplica(disk);
  await replica.applyPulled(asPulled([vorgang(1, 'Meine 1', 5)]), { cursor: 5 });
  expect([...replica.outbox.values()].map(({ state }) => state.kind)).toEqual(['settled']);
  await replica.restart();
  replica.store.database.close();

  // The restored server decides the operation anew, and the program ends before the pull.
  disk.operations.splice(0, 1, { operation: edit(1, 'v1'), result: ok(1, 9) });
  const again = await openReplica(disk);
  await again.replica.applyPulled(asPulled([vorgang(1, 'Gezogen', 3)]), { cursor: 1 });
  again.replica.store.database.close();
  expect(await seen(disk)).toEqual({ states: ['acknowledged'], overlaid: ['vorgang:v1'], titel: 'Meine 1' });
});

test('Z10: that the access log was shortened is told with the opened replica', async () => {
  expect(await openReplica(emptyDisk(), { isLogShortened: true })).toMatchObject({ isLogShortened: true });
  expect(await openReplica(emptyDisk())).toMatchObject({ isLogShortened: false });
});

test('R2: that the journal was cut at its end is told with the opened replica', async () => {
  expect(await openReplica(emptyDisk(), { cutAtTail: true })).toMatchObject({ rebuilt: false, cutAtTail: true });
  expect(await openReplica(emptyDisk())).toMatchObject({ cutAtTail: false });
});

test('R4: a database that cannot be opened because the disk is full says so', async () => {
  const disk = emptyDisk();
  const open = () => {
    throw new DOMException('Internal error opening backing store for indexedDB.open.', 'UnknownError');
  };
  const full = () => Promise.reject(new Error('no space'));
  const indexedDB = { open } as unknown as Disk['indexedDB'];
  await expect(openReplica({ ...disk, indexedDB })).rejects.toMatchObject({
    name: expect.not.stringMatching('AppError'),
  });
  await expect(openReplica({ ...disk, indexedDB, files: { ...disk.files, write: full } })).rejects.toMatchObject({
    code: 'disk-full',
  });
});

test('R32: main deletes a database that cannot be opened, and the replica begins anew', async () => {
  const disk = emptyDisk();
  let isDamaged = true;
  const indexedDB = new Proxy(disk.indexedDB, {
    get(factory, name) {
      if (name === 'open' && isDamaged)
        return () => {
          throw new DOMException('damaged', 'UnknownError');
        };
      const value = Reflect.get(factory, name) as unknown;
      return typeof value === 'function' ? value.bind(factory) : value;
    },
  });
  const calls: string[] = [];
  const { replica } = await openReplica(
    { ...disk, indexedDB },
    {
      onCall: (name) => {
        calls.push(name);
        if (name === 'replica.clear') isDamaged = false;
      },
    },
  );
  expect(calls).toContain('replica.clear');
  expect(replica.state.cursor).toBe(0);
});
