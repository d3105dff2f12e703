import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSession } from '../../server/database.ts';
import type { RunningServer } from '../../server/start-server.ts';
import type { Felder } from '../../shared/akte.ts';
import { TestDevice } from '../workstation/device.ts';
import { demoPassword } from '../workstation/seeded-folder.ts';
import { startTestServer } from '../workstation/start-server.ts';

/** The Bauamt's: Hoffmann of the Ordnungsamt sees nothing of it, Nowak may write in it. */
const akte = 'akte-bauamt-001';
let server: RunningServer;
let hoffmann: TestDevice;
let nowak: TestDevice;
let sha = '';
let refused = '';

beforeAll(async () => {
  server = await startTestServer();
  hoffmann = await TestDevice.enrol(server.url, 'hoffmann', demoPassword);
  nowak = await TestDevice.enrol(server.url, 'nowak', demoPassword);
  const operation = await hoffmann.operation({
    intent: 'create-vorgang',
    akte,
    ent: { art: 'vorgang', id: randomUUID() },
    set: { titel: 'x' },
  });
  expect(await hoffmann.push(operation)).toMatchObject([{ status: 'rejected', code: 'no-right' }]);
  refused = operation.h;
  sha = await hoffmann.upload(Buffer.from('sealed'));
}, 180_000);
afterAll(() => server?.stop());

const give = (device: TestDevice, set: Felder = {}, id = randomUUID(), into: string | null = akte) =>
  device.do({
    intent: 'hand-over',
    akte: into,
    ent: { art: 'uebergabe', id },
    need: [sha],
    set: {
      von: device.person,
      an: 'p-nowak',
      zeit: new Date().toISOString(),
      sha,
      groesse: 6,
      operationen: [refused],
      status: 'offen',
      erledigt: null,
      grund: '',
      ...set,
    },
  });

test('S104: only refused work of the same person in the same Akte, to somebody who may write there', async () => {
  const rejected = (code: string) => ({ status: 'rejected', code });
  expect(await give(hoffmann, { operationen: ['0'.repeat(64)] })).toMatchObject(rejected('no-right'));
  expect(await give(hoffmann, {}, randomUUID(), 'akte-bauamt-002')).toMatchObject(rejected('no-right'));
  expect(await give(hoffmann, { an: 'p-brandt' })).toMatchObject(rejected('recipient-no-right'));
  expect(await give(hoffmann, { an: 'p-nobody' })).toMatchObject(rejected('recipient-no-right'));
  expect(await give(hoffmann, { von: 'p-brandt' })).toMatchObject(rejected('operation-invalid'));
  expect(await give(hoffmann, { status: 'beiseite' })).toMatchObject(rejected('operation-invalid'));
  const brandt = await TestDevice.enrol(server.url, 'brandt', demoPassword);
  await brandt.upload(Buffer.from('sealed'));
  expect(await give(brandt)).toMatchObject(rejected('no-right'));
});

test('S104, S107: a change is handed over once, and only its receiver says once what became of it', async () => {
  const id = randomUUID();
  const given = await give(hoffmann, {}, id);
  if (given.status !== 'ok') throw new Error(given.status);
  expect(await give(hoffmann)).toMatchObject({ status: 'rejected', code: 'package-twice' });
  const base = Object.fromEntries(['status', 'erledigt', 'grund'].map((feld) => [feld, given.rev]));
  const settle = (device: TestDevice, status: string) =>
    device.do({
      base,
      intent: 'settle-handover',
      akte,
      ent: { art: 'uebergabe', id },
      set: { status, erledigt: new Date().toISOString(), grund: 'x' },
    });
  const weiss = await TestDevice.enrol(server.url, 'weiss', demoPassword);
  expect(await settle(weiss, 'beiseite')).toMatchObject({ status: 'rejected', code: 'no-right' });
  expect(await settle(nowak, 'offen')).toMatchObject({ status: 'rejected', code: 'operation-invalid' });
  expect(await settle(nowak, 'beiseite')).toMatchObject({ status: 'ok' });
  expect(await settle(nowak, 'uebernommen')).toMatchObject({ status: 'rejected', code: 'package-settled' });
  await hoffmann.pull();
  expect(hoffmann.records.has(`uebergabe/${id}`)).toBe(false);
});

test('S103: everybody learns the key of a device; handed back, nothing is sealed for it any more', async () => {
  const lost = await TestDevice.enrol(server.url, 'nowak', demoPassword);
  const body = (value: unknown) => ({
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(value),
  });
  expect((await lost.hello()).packageKey).toBe('');
  expect((await lost.fetch('/v1/device/key', body({ schluessel: 'zz' }))).status).toBe(400);
  const schluessel = 'ab'.repeat(32);
  await lost.fetch('/v1/device/key', body({ schluessel }));
  expect((await lost.hello()).packageKey).toBe(schluessel);
  const keyOf = async () => {
    await hoffmann.pull();
    return [...hoffmann.records.values()].find(({ felder }) => felder.geraet === lost.id)?.felder;
  };
  await expect.poll(keyOf).toMatchObject({ person: 'p-nowak', schluessel, bis: null });
  await lost.fetch('/v1/device/return', body({ device: lost.id, lastN: 0 }));
  await expect.poll(async () => (await keyOf())?.bis).toEqual(expect.any(String));
});

test('S104: nothing is added to what was handed over beside what was looked at', async () => {
  const operation = {
    intent: 'hand-over' as const,
    akte,
    ent: { art: 'uebergabe' as const, id: randomUUID() },
    need: [sha],
    set: {
      von: hoffmann.person,
      an: 'p-nowak',
      zeit: new Date().toISOString(),
      sha,
      groesse: 6,
      operationen: [refused],
      status: 'offen',
      erledigt: null,
      grund: '',
    },
    add: { operationen: ['0'.repeat(64)] },
  };
  expect(await hoffmann.do(operation)).toMatchObject({ status: 'rejected', code: 'operation-invalid' });
});

test('S103: a device that is being revoked gets no key any more', async () => {
  const device = await TestDevice.enrol(server.url, 'nowak', demoPassword);
  const revoking = await openSession(server.databaseUrl);
  try {
    await revoking.query('begin');
    await revoking.query('update geraet set gesperrt = now() where id = $1', [device.id]);
    // It was still in use when the request was let in.
    const asked = device.fetch('/v1/device/key', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ schluessel: 'ab'.repeat(32) }),
    });
    const waiting = async () => {
      const { rows } = await server.pool.query<{ waiting: number }>(
        `select count(*) as waiting from pg_locks where locktype in ('tuple', 'transactionid') and not granted`,
      );
      return rows[0]!.waiting;
    };
    await expect.poll(waiting, { timeout: 30_000 }).toBeGreaterThan(0);
    await revoking.query('commit');
    expect(((await (await asked).json()) as { code?: string }).code).toBe('device-revoked');
  } finally {
    await revoking.end();
  }
  const { rows } = await server.pool.query(
    `select from datensatz where art = 'geraeteschluessel' and d -> 'felder' ->> 'geraet' = $1`,
    [device.id],
  );
  expect(rows).toEqual([]);
});
