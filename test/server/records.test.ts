import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RunningServer } from '../../server/start-server.ts';
import { MAX_RECORDS } from '../../shared/sync-protocol.ts';
import { TestDevice } from '../workstation/device.ts';
import { demoPassword } from '../workstation/seeded-folder.ts';
import { startTestServer } from '../workstation/start-server.ts';

let server: RunningServer;
beforeAll(async () => {
  server = await startTestServer();
}, 180_000);
afterAll(() => server.stop());

async function ask(device: TestDevice, records: readonly { art: string; id: string }[]) {
  const answer = await device.fetch('/v1/sync/records', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ records }),
  });
  return { status: answer.status, body: (await answer.json()) as { records: { art: string; id: string }[] } };
}

test('R95: single records come as the pull brings them, and none of an Akte that the person does not see', async () => {
  const brandt = await TestDevice.enrol(server.url, 'brandt', demoPassword);
  const nowak = await TestDevice.enrol(server.url, 'nowak', demoPassword);
  await brandt.pull();
  await nowak.pull();
  const mine = [...brandt.records.values()].slice(0, 300);
  const names = mine.map(({ art, id }) => ({ art, id }));
  const foreign = [...nowak.records.values()]
    .filter(({ art, id }) => !brandt.records.has(`${art}/${id}`))
    .slice(0, 100);
  expect(foreign.length).toBeGreaterThan(10);
  const { body } = await ask(brandt, [
    ...names,
    ...foreign.map(({ art, id }) => ({ art, id })),
    { art: 'akte', id: 'none' },
  ]);
  expect(new Map(body.records.map((record) => [record.id, record]))).toEqual(
    new Map(mine.map((record) => [record.id, record])),
  );
});

test('R95: more than a thousand at once are refused', async () => {
  const brandt = await TestDevice.enrol(server.url, 'brandt', demoPassword);
  const many = Array.from({ length: MAX_RECORDS + 1 }, (_, at) => ({ art: 'akte', id: `a${at}` }));
  expect((await ask(brandt, many)).status).toBe(400);
});
