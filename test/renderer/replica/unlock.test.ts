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
