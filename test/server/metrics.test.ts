import { createServer } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RunningServer } from '../../server/start-server.ts';
import { TestDevice } from '../workstation/device.ts';
import { demoPassword } from '../workstation/seeded-folder.ts';
import { startTestServer } from '../workstation/start-server.ts';

let server: RunningServer;
let page: string;
beforeAll(async () => {
  const metricsPort = await freePort();
  page = `http://127.0.0.1:${metricsPort}/metrics`;
  server = await startTestServer({ metricsPort });
}, 180_000);
afterAll(() => server.stop());

const read = async () => (await fetch(page)).text();

test('S65: the page counts requests, lines and waiting rows in the text format of Prometheus', async () => {
  const device = await TestDevice.enrol(server.url, 'brandt', demoPassword);
  const line = await device.fetch('/v1/sync/live');
  await device.hello();
  const text = await read();
  expect(text).toContain('aktentasche_live_lines 1\n');
  expect(text).toContain('aktentasche_request_seconds_count{method="POST",route="/v1/sync/hello",status="200"} 1\n');
  expect(text).toContain('aktentasche_feed_leads 1\n');
  for (const row of text.trimEnd().split('\n')) {
    expect(row).toMatch(/^(# (HELP|TYPE) [a-z_0-9]+ .+|[a-z_0-9]+(\{[^}]*\})? [0-9.e+-]+)$/);
  }
  await line.body!.cancel();
});

test('S65: nothing personal is on the page after a day of work, not even what a stranger writes into an address', async () => {
  const device = await TestDevice.enrol(server.url, 'brandt', demoPassword);
  const marks = ['Mustermann-Zeichen', 'v-kanarie-17', 'k4n4r13'];
  const [titel, id, path] = marks as [string, string, string];
  await device.do({
    intent: 'create-vorgang',
    ent: { art: 'vorgang', id },
    akte: 'akte-jugendamt-001',
    set: { titel, status: 'offen' },
  });
  const sha = await device.upload(new TextEncoder().encode(titel));
  await device.pull();
  await device.fetch(`/v1/blobs/${sha}`);
  await fetch(`${server.url}/v1/${path}?name=${path}`);
  await device.signIn('nowak', 'falsch').catch(() => undefined);
  const text = await read();
  expect(text).toContain('route="/v1/blobs/:sha"');
  const { rows } = await server.pool.query<{ word: string }>(
    `select anmeldename as word from konto union select person from konto union select id from geraet
     union select id from datensatz where length(id) > 3 union select sha from blob
     union select d -> 'felder' ->> 'aktenzeichen' from datensatz where art = 'akte'
     union select d -> 'felder' ->> 'name' from datensatz where art = 'person'`,
  );
  const forbidden = [...marks, sha, device.id, '127.0.0.1', ...rows.map(({ word }) => word)];
  expect(forbidden.length).toBeGreaterThan(100);
  expect(forbidden.filter((word) => text.includes(word))).toEqual([]);
  // The hunt itself can fail: what is on the page is found.
  expect(['/v1/sync/push', ...forbidden].filter((word) => text.includes(word))).toEqual(['/v1/sync/push']);
});

test('S65: the page is not among the routes that the outside reaches', async () => {
  expect((await fetch(`${server.url}/metrics`)).status).toBe(404);
  expect((await fetch(page, { method: 'POST' })).status).toBe(404);
});

function freePort(): Promise<number> {
  return new Promise((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => done(port));
    });
  });
}
