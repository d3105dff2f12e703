import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startServer } from '../../server/start-server.ts';
import { TestDevice } from '../workstation/device.ts';
import { demoPassword, makeDataFolder } from '../workstation/seeded-folder.ts';
import { type ServerProcess, spawnServer } from '../workstation/start-server.ts';

let dataFolder: string;
let server: ServerProcess;
beforeAll(async () => {
  dataFolder = await makeDataFolder();
}, 180_000);
afterAll(async () => {
  await rm(dataFolder, { recursive: true, force: true });
});

test('S29: after kill -9 the server starts on the same folder and has decided everything it acknowledged', async () => {
  server = await spawnServer({ dataFolder, seed: 'demo' });
  const port = Number(new URL(server.url).port);
  const device = await TestDevice.enrol(server.url, 'brandt', demoPassword);
  const first = await device.hello();
  const operations = [];
  for (let i = 0; i < 20; i++) {
    operations.push(
      await device.operation({
        intent: 'create-vorgang',
        ent: { art: 'vorgang', id: `v-kill-${i}` },
        akte: 'akte-jugendamt-001',
        set: { titel: `Vorgang ${i}` },
      }),
    );
  }
  const acknowledged = await device.push(...operations.slice(0, 10));
  expect(acknowledged.map(({ status }) => status)).toEqual(Array(10).fill('ok'));
  // The rest is under way when the server dies: whether it was decided is not known to the device.
  const lost = device.push(...operations.slice(10)).catch(() => undefined);
  await new Promise((done) => setTimeout(done, 20));
  await server.end('SIGKILL');
  await lost;

  server = await spawnServer({ dataFolder, port });
  await device.fetchToken();
  const second = await device.hello();
  expect(second.epoch).toBe(first.epoch);
  expect(second.lastN).toBeGreaterThanOrEqual(10);
  expect(await device.push(...operations)).toHaveLength(20);
  await expect
    .poll(() => device.pull().then(() => device.records.has('vorgang/v-kill-19')), { timeout: 20_000 })
    .toBe(true);
  const arrived = [...device.records.keys()].filter((key) => key.startsWith('vorgang/v-kill-'));
  expect(arrived).toHaveLength(20);
  await server.end('SIGTERM');
}, 240_000);

test('S29: an orderly end takes the database along, and its folder starts again', async () => {
  const again = await startServer({ dataFolder, port: 0 });
  const { rows } = await again.pool.query<{ twice: number }>(
    'select count(*) as twice from (select from log where dev is not null group by dev, n, rid having count(*) > 1) as t',
  );
  expect(rows[0]?.twice).toBe(0);
  await again.stop();
});
