import { afterAll, beforeAll, expect, test } from 'vitest';
import { transaction } from '../../../server/database.ts';
import type { RunningServer } from '../../../server/start-server.ts';
import { endMitnahmen } from '../../../server/sync/receive-packed.ts';
import { Desk } from '../../workstation/desk.ts';
import { demoPassword } from '../../workstation/seeded-folder.ts';
import { startTestServer } from '../../workstation/start-server.ts';

const akte = 'akte-jugendamt-001';
let server: RunningServer;
let brandt: Desk;
let yildiz: Desk;
let nowak: Desk;

beforeAll(async () => {
  server = await startTestServer();
  brandt = await Desk.open(server.url, 'brandt', demoPassword);
  yildiz = await Desk.open(server.url, 'yildiz', demoPassword);
  nowak = await Desk.open(server.url, 'nowak', demoPassword);
  for (const desk of [brandt, yildiz, nowak]) await desk.sync();
}, 180_000);
afterAll(async () => {
  for (const desk of [brandt, yildiz, nowak]) await desk?.close();
  await server?.stop();
});

const taken = async (desk: Desk) => (await desk.queries.akte({ id: akte }))?.mitgenommen ?? [];
const countRows = async () => {
  const { rows } = await server.pool.query<{ n: number }>(`select count(*)::int as n from log where art = 'mitnahme'`);
  return rows[0]?.n ?? 0;
};

test('S100: colleagues see who has an Akte offline since when; the person herself and strangers do not', async () => {
  brandt.now = () => new Date('2026-11-20T08:12:00Z');
  await brandt.commands.pack({ scopes: [{ art: 'akte', id: akte }] });
  brandt.now = () => new Date();
  await brandt.sync();
  await yildiz.syncUntil(async () => (await taken(yildiz)).length === 1);
  expect(await taken(yildiz)).toEqual([{ von: 'Sabine Brandt', seit: '2026-11-20T08:12:00.000Z' }]);
  expect(await taken(brandt)).toEqual([]);
  await nowak.sync();
  const { mitnahme } = nowak.replica.tables;
  expect(mitnahme.ids.filter((id) => id !== null)).toEqual([]);
});

test('S100: what the server knows already is not told again, and a single Vorgang counts for its Akte', async () => {
  const before = await countRows();
  for (let i = 0; i < 3; i++) await brandt.sync();
  expect(await countRows()).toBe(before);
  const { vorgang } = yildiz.replica.tables;
  const id = vorgang.ids.find((one, row) => one !== null && vorgang.akte(row) === akte) ?? '';
  await yildiz.commands.pack({ scopes: [{ art: 'vorgang', id }] });
  await yildiz.sync();
  await brandt.syncUntil(async () => (await taken(brandt)).length === 1);
  expect((await taken(brandt))[0]?.von).toBe('Mehmet Yıldız');
});

test('S100: unpacking ends it for everybody', async () => {
  await brandt.commands.unpack({ scopes: [{ art: 'akte', id: akte }] });
  await brandt.sync();
  await yildiz.syncUntil(async () => (await taken(yildiz)).length === 0);
});

test('S100: a device that is handed back takes nothing along any more', async () => {
  await transaction(server.pool, (db) => endMitnahmen(db, yildiz.replica.identity.device, new Date()));
  await brandt.syncUntil(async () => (await taken(brandt)).length === 0);
});
