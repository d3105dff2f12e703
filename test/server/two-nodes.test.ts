import { createHash, randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Operation } from '../../shared/change.ts';
import { TestDevice } from '../workstation/device.ts';
import { demoPassword } from '../workstation/seeded-folder.ts';
import { startTwoNodes, type TwoNodes } from '../workstation/two-nodes.ts';

let two: TwoNodes;
beforeAll(async () => {
  two = await startTwoNodes();
}, 180_000);
afterAll(() => two.stop());

const newVorgang = (id: string) => ({
  intent: 'create-vorgang' as const,
  ent: { art: 'vorgang' as const, id },
  akte: 'akte-jugendamt-001',
  set: { titel: id, status: 'offen' },
});

/** The newest head that the live line of a node named. */
async function listen(device: TestDevice): Promise<{ newest: () => number; stop(): Promise<void> }> {
  const reader = (await device.fetch('/v1/sync/live')).body!.pipeThrough(new TextDecoderStream()).getReader();
  let newest = -1;
  const reading = (async () => {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      for (const [, head] of value.matchAll(/"head":(\d+)/g)) newest = Math.max(newest, Number(head));
    }
  })().catch(() => undefined);
  return { newest: () => newest, stop: () => reader.cancel().then(() => reading) };
}

test('S61: a device whose requests go to two nodes in turn signs in, pushes, pulls and uploads', async () => {
  const device = await TestDevice.enrol(two.url, 'brandt', demoPassword);
  for (let i = 0; i < 5; i++) expect((await device.do(newVorgang(`v-turn-${i}`))).status).toBe('ok');
  await expect
    .poll(() => device.pull().then(() => [...device.records.keys()].filter((key) => key.includes('v-turn-')).length))
    .toBe(5);
  const bytes = new Uint8Array(randomBytes(600_000));
  const sha = await device.upload(bytes, 100_000);
  expect((await device.fetch(`/v1/blobs/${sha}`)).status).toBe(200);
  expect(new Uint8Array(await (await device.fetch(`/v1/blobs/${sha}`)).arrayBuffer())).toEqual(bytes);
});

test('S61, S3: a proof or assertion that one node took is refused by the other', async () => {
  const device = await TestDevice.enrol(two.url, 'brandt', demoPassword);
  const proof = await device.makeProof('GET', '/v1/sync/pull?after=0');
  const statuses = [];
  for (let i = 0; i < 2; i++) statuses.push((await device.fetch('/v1/sync/pull?after=0', { proof })).status);
  expect(statuses).toEqual([200, 401]);
  const body = JSON.stringify({ assertion: await device.makeAssertion() });
  const ask = () =>
    fetch(`${two.url}/v1/token`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  expect([(await ask()).status, (await ask()).status]).toEqual([200, 401]);
});

test('S61, S1: wrong passwords are counted for both nodes together', async () => {
  const [first, second] = await Promise.all(two.nodes.map(({ url }) => TestDevice.make(url)));
  const wrong = (device: TestDevice) => device.signIn('nowak', 'falsch').catch((error: Error) => error.message);
  for (let i = 0; i < 4; i++)
    expect([await wrong(first!), await wrong(second!)]).toEqual(Array(2).fill('sign-in-failed'));
  expect([await wrong(first!), await wrong(second!)]).toEqual(Array(2).fill('too-many-calls'));
});

test('S61: the same piece sent to both nodes at once is stored once', async () => {
  const bytes = new Uint8Array(randomBytes(3_000));
  const device = await TestDevice.enrol(two.url, 'brandt', demoPassword);
  for (let round = 0; round < 5; round++) {
    const piece = bytes.subarray(round * 600, round * 600 + 600);
    const sha = createHash('sha256').update(piece).digest('hex');
    await device.beginUpload(sha, piece.length);
    const answers = await Promise.all([device.patch(sha, 0, piece), device.patch(sha, 0, piece)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
    expect((await (await device.fetch(`/v1/blobs/${sha}`)).arrayBuffer()).byteLength).toBe(600);
  }
});

test('S25, S61: what is pushed to one node pokes the live lines of both', async () => {
  const devices = await Promise.all(two.nodes.map(({ url }) => TestDevice.enrol(url, 'brandt', demoPassword)));
  const lines = await Promise.all(devices.map(listen));
  for (const [index, device] of devices.entries()) {
    await expect.poll(() => Math.min(...lines.map(({ newest }) => newest()))).toBe((await device.hello()).head);
    const before = (await device.hello()).head;
    await device.do(newVorgang(`v-poke-${index}`));
    await expect.poll(() => Math.min(...lines.map(({ newest }) => newest()))).toBeGreaterThan(before);
  }
  for (const line of lines) await line.stop();
});

test('S60, I3, I4: the leader is killed three times under load: no gap, nothing twice, nothing lost', async () => {
  const devices = await Promise.all(Array.from({ length: 4 }, () => TestDevice.enrol(two.url, 'brandt', demoPassword)));
  const acknowledged: Operation[] = [];
  let isOver = false;
  const working = devices.map(async (device, index) => {
    for (let i = 0; !isOver; i++) {
      const operation = await device.operation(newVorgang(`v-load-${index}-${i}`));
      // The answer of a killed node is lost: the same operation is sent again until somebody decided it.
      while ((await device.push(operation).catch(() => []))[0]?.status !== 'ok') await sleep(20);
      acknowledged.push(operation);
    }
  });
  const takeovers: number[] = [];
  for (let round = 0; round < 3; round++) {
    await sleep(500);
    const before = await two.leader();
    const { killedAt, back } = await two.replace(before);
    await expect.poll(() => two.leader(), { interval: 5, timeout: 10_000 }).toBe(1 - before);
    takeovers.push(Math.round(performance.now() - killedAt));
    await back;
  }
  isOver = true;
  await Promise.all(working);
  console.log(`takeovers after kill -9, ms: ${takeovers.join(', ')}; ${acknowledged.length} operations`);
  await expect.poll(() => count('select count(*) as n from pending')).toBe(0);
  expect(await count('select max(s) - count(*) as n from log')).toBe(0);
  expect(
    await count(
      'select count(*) as n from (select from log where dev is not null group by dev, n, rid having count(*) > 1) t',
    ),
  ).toBe(0);
  const { rows } = await two.pool.query<{ rid: string }>(`select rid from log where rid like 'v-load-%'`);
  expect(rows.map(({ rid }) => rid).sort()).toEqual(acknowledged.map(({ ent }) => ent.id).sort());
}, 120_000);

test('S60: a leader that stands still loses the lead, and moves nothing when it goes on', async () => {
  const device = await TestDevice.enrol(two.nodes[1 - (await two.leader())]!.url, 'brandt', demoPassword);
  const before = await two.leader();
  const { pid } = two.nodes[before]!.child;
  process.kill(pid!, 'SIGSTOP');
  try {
    expect((await device.do(newVorgang('v-stopped'))).status).toBe('ok');
    await expect.poll(() => two.leader(), { timeout: 30_000 }).toBe(1 - before);
    await expect.poll(() => count(`select count(*) as n from log where rid = 'v-stopped'`)).toBeGreaterThan(0);
  } finally {
    process.kill(pid!, 'SIGCONT');
  }
  for (let i = 0; i < 10; i++) expect((await device.do(newVorgang(`v-after-${i}`))).status).toBe('ok');
  await expect.poll(() => count('select count(*) as n from pending')).toBe(0);
  expect(await two.leader()).toBe(1 - before);
  expect(await count('select max(s) - count(*) as n from log')).toBe(0);
}, 60_000);

async function count(sql: string): Promise<number> {
  return Number((await two.pool.query<{ n: string }>(sql)).rows[0]!.n);
}
