import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RunningServer } from '../../server/start-server.ts';
import { TestDevice } from '../workstation/device.ts';
import { demoPassword } from '../workstation/seeded-folder.ts';
import { startTestServer } from '../workstation/start-server.ts';

let server: RunningServer;
beforeAll(async () => {
  server = await startTestServer();
}, 180_000);
afterAll(() => server.stop());

const listeners = `select pid from pg_stat_activity where datname = current_database() and query like 'listen %'
  union select pid from pg_locks where locktype = 'advisory' and granted`;

test('S25, I4: pokes and head go on after the session that listens and leads was ended', async () => {
  const device = await TestDevice.enrol(server.url, 'brandt', demoPassword);
  const answer = await device.fetch('/v1/sync/live');
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
  let newest = -1;
  const reading = (async () => {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      for (const [, head] of value.matchAll(/"head":(\d+)/g)) newest = Math.max(newest, Number(head));
    }
  })();
  await expect.poll(() => newest).toBeGreaterThan(0);

  for (let round = 0; round < 3; round++) {
    const { rows } = await server.pool.query<{ pid: number }>(listeners);
    expect(rows).toHaveLength(1);
    await server.pool.query('select pg_terminate_backend($1)', [rows[0]!.pid]);
    const before = (await device.hello()).head;
    const { status } = await device.do({
      intent: 'create-vorgang',
      ent: { art: 'vorgang', id: `v-after-${round}` },
      akte: 'akte-jugendamt-001',
      set: { titel: 'Nach dem Abbruch', status: 'offen' },
    });
    expect(status).toBe('ok');
    await expect.poll(() => newest, { timeout: 10_000 }).toBeGreaterThan(before);
    expect((await device.hello()).head).toBe(newest);
    const { rows: now } = await server.pool.query<{ pid: number }>(listeners);
    expect(now).toHaveLength(1);
    expect(now[0]!.pid).not.toBe(rows[0]!.pid);
  }
  await device.pull();
  expect([...device.records.keys()].filter((key) => key.startsWith('vorgang/v-after-'))).toHaveLength(3);
  await reader.cancel();
  await reading;
});
