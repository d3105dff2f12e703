import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Operation } from '../../shared/change.ts';
import { type CuttablePath, startCuttablePath } from '../workstation/cuttable-path.ts';
import { TestDevice } from '../workstation/device.ts';
import { demoPassword } from '../workstation/seeded-folder.ts';
import { startTwoNodes, type TwoNodes } from '../workstation/two-nodes.ts';

/** Ten seconds of silence cost a session its lead and a transaction its locks; the rest is this machine's. */
const MOST_TAKEOVER_MS = 25_000;

const paths: CuttablePath[] = [];
let two: TwoNodes;
beforeAll(async () => {
  two = await startTwoNodes(async (index, url) => {
    const path = await startCuttablePath(url);
    paths[index] = path;
    return path.url;
  });
}, 180_000);
afterAll(async () => {
  for (const path of paths) path.mend();
  await two?.stop();
  for (const path of paths) await path.stop();
});

const count = async (sql: string) => Number((await two.pool.query<{ n: string }>(sql)).rows[0]!.n);

/** Sends it again until somebody has decided it; an answer that does not come is given up after three seconds. */
async function pushUntilDecided(device: TestDevice, operation: Operation): Promise<void> {
  const isDecided = async () => {
    const results = await Promise.race([device.push(operation).catch(() => []), sleep(3_000).then(() => [])]);
    return results[0]?.status === 'ok' || results[0]?.status === 'merged' || results[0]?.status === 'conflict';
  };
  while (!(await isDecided())) await sleep(20);
}

test('S90, S60, I3, I4: a leader cut off in the middle of its work loses lead and locks within seconds, and nothing else is lost', async () => {
  const leader = await two.leader();
  const other = 1 - leader;
  const devices = await Promise.all(two.nodes.map(({ url }) => TestDevice.enrol(url, 'brandt', demoPassword)));
  const shared = { art: 'vorgang' as const, id: 'v-shared' };
  const made = await devices[other]!.operation({
    intent: 'create-vorgang',
    ent: shared,
    akte: 'akte-jugendamt-001',
    set: { titel: 'Beide', status: 'offen' },
  });
  await pushUntilDecided(devices[other]!, made);
  const acknowledged: Operation[] = [made];
  const times: number[][] = [[], []];
  let isOver = false;
  // Both nodes change the same record without a pause, so that the one cut off holds what the other one needs.
  const working = devices.map(async (device, index) => {
    for (let i = 0; !isOver; i++) {
      const operation = await device.operation({
        intent: 'edit-vorgang',
        ent: shared,
        akte: 'akte-jugendamt-001',
        set: { bemerkung: `${index}-${i}` },
      });
      await pushUntilDecided(device, operation);
      times[index]!.push(performance.now());
      acknowledged.push(operation);
    }
  });

  await sleep(1_000);
  const cutAt = performance.now();
  paths[leader]!.cut();
  await expect.poll(() => two.leader(), { interval: 50, timeout: MOST_TAKEOVER_MS }).toBe(other);
  const takeover = performance.now() - cutAt;
  const before = acknowledged.length;
  await expect.poll(() => acknowledged.length, { timeout: MOST_TAKEOVER_MS }).toBeGreaterThan(before + 3);
  const goesOn = Math.min(...times[other]!.filter((at) => at > cutAt + 500)) - cutAt;
  paths[leader]!.mend();
  const afterMend = times[leader]!.length;
  await expect.poll(() => times[leader]!.length, { timeout: 90_000 }).toBeGreaterThan(afterMend + 2);
  isOver = true;
  await Promise.all(working);

  console.log(
    `another leader after ${takeover.toFixed(0)} ms, the other node went on ${goesOn.toFixed(0)} ms after the cut; ${acknowledged.length} operations`,
  );
  await expect.poll(() => count('select count(*) as n from pending'), { timeout: 20_000 }).toBe(0);
  expect(await count('select max(s) - count(*) as n from log')).toBe(0);
  const twice = `select from log where dev is not null group by dev, n, rid having count(*) > 1`;
  expect(await count(`select count(*) as n from (${twice}) t`)).toBe(0);
  const { rows } = await two.pool.query<{ dev: string; n: string }>(
    `select dev, n from operation where dev = any($1) order by dev, n`,
    [devices.map(({ id }) => id)],
  );
  const sent = acknowledged.map(({ dev, n }) => `${dev}/${n}`);
  expect(rows.map(({ dev, n }) => `${dev}/${n}`).sort()).toEqual(sent.sort());
}, 240_000);
