import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RunningServer } from '../../../server/start-server.ts';
import { Desk } from '../../workstation/desk.ts';
import { demoPassword } from '../../workstation/seeded-folder.ts';
import { startTestServer } from '../../workstation/start-server.ts';

let server: RunningServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

test('R95: a damaged block behind a column snapshot is noticed when it is opened and fetched with the next exchange', async () => {
  const desk = await Desk.open(server.url, 'brandt', demoPassword);
  await desk.sync();
  const input = { akte: null, text: '', sort: 'id', descending: false, offset: 0, limit: 10_000 } as const;
  const before = await desk.queries.vorgaenge(input);
  const { id, titel } = before.rows[0]!;
  await desk.commands.flush({});
  const { database } = desk.replica.store;
  for (const row of await database.segments.toArray()) {
    await database.segments.put({ ...row, b: row.b.with(40, row.b[40]! ^ 1) });
  }
  database.close();
  await desk.start();
  expect(desk.rebuilt).toBe(false);
  let noticed = 0;
  desk.replica.store.segments.onDamage = () => noticed++;

  desk.offline = true;
  for (let i = 0; i < 2; i++)
    await expect(desk.queries.vorgang({ id })).rejects.toMatchObject({ code: 'replica-damaged' });
  await expect(desk.sync()).rejects.toMatchObject({ code: 'server-unreachable' });
  expect(noticed).toBe(1);
  // The rest stays usable until the server can replace it.
  expect(await desk.queries.vorgaenge(input)).toEqual(before);

  desk.offline = false;
  const asked: string[] = [];
  desk.wire = (url, init) => {
    asked.push(new URL(url).pathname);
    return fetch(url, init);
  };
  await desk.sync();
  expect(asked.filter((path) => path === '/v1/sync/records')).toHaveLength(1);
  expect((await desk.queries.vorgang({ id }))?.vorgang.felder.titel).toBe(titel);
  expect(await desk.queries.vorgaenge(input)).toEqual(before);
  await desk.close();
});

test('R32: a database that the browser closed in use is opened again with the next exchange', async () => {
  const desk = await Desk.open(server.url, 'yildiz', demoPassword);
  await desk.sync();
  const input = { akte: null, text: '', sort: 'id', descending: false, offset: 0, limit: 10_000 } as const;
  const before = await desk.queries.vorgaenge(input);
  desk.replica.store.database.close();
  await desk.sync();
  const { id, titel } = before.rows[0]!;
  expect((await desk.queries.vorgang({ id }))?.vorgang.felder.titel).toBe(titel);
  expect(await desk.queries.vorgaenge(input)).toEqual(before);
  await desk.close();
});

test.each(['next exchange', 'next read'])(
  'R32: what is missing when the %s opens a database that was closed in use is fetched again',
  async (by) => {
    const desk = await Desk.open(server.url, 'yildiz', demoPassword);
    await desk.sync();
    const input = { akte: null, text: '', sort: 'id', descending: false, offset: 0, limit: 10_000 } as const;
    const before = await desk.queries.vorgaenge(input);
    const { database } = desk.replica.store;
    await database.segments.clear();
    database.close({ disableAutoOpen: false });
    if (by === 'next read') await database.segments.count();
    await desk.sync();
    const { id, titel } = before.rows[0]!;
    expect((await desk.queries.vorgang({ id }))?.vorgang.felder.titel).toBe(titel);
    expect(await desk.queries.vorgaenge(input)).toEqual(before);
    await desk.close();
  },
);

test('R95: only what the damaged block held is fetched, what is gone meanwhile stays gone, and the rest is not written again', async () => {
  const desk = await Desk.open(server.url, 'brandt', demoPassword);
  // The first exchange tells the key of this device, a later one brings its record.
  const { geraeteschluessel } = desk.replica.tables;
  const isOwn = (id: string | null, row: number) =>
    id !== null && geraeteschluessel.code('geraet', row) === desk.replica.identity.device;
  await desk.syncUntil(() => geraeteschluessel.ids.some(isOwn));
  await desk.commands.flush({});
  const { database } = desk.replica.store;
  const rows = await database.segments.orderBy('id').toArray();
  const broken = rows[0]!;
  await database.segments.put({ ...broken, b: broken.b.with(40, broken.b[40]! ^ 1) });
  database.close();
  await desk.start();
  const seen = Object.values(desk.replica.tables).flatMap(({ art, ids }) => ids.map((id) => `${art}/${id}`));
  // Opening any record of the block notices it.
  const { tables, store } = desk.replica;
  const table = Object.values(tables).find((each) => each.place(0) === broken.id)!;
  await expect(store.read(table.art, table.ids[0]!)).rejects.toMatchObject({ code: 'replica-damaged' });
  const pulls: string[] = [];
  desk.wire = (url, init) => {
    if (url.includes('/sync/pull')) pulls.push(url);
    return fetch(url, init);
  };
  await desk.sync();
  expect(pulls.some((url) => url.includes('after=0&'))).toBe(false);
  expect(desk.replica.state.repair).toMatchObject({ records: 128, doneAt: expect.any(String) });
  const after = await desk.replica.store.database.segments.orderBy('id').toArray();
  for (const row of rows.slice(1)) expect(after).toContainEqual(row);
  expect(after.some(({ id }) => id === broken.id)).toBe(false);
  const present = Object.values(tables).flatMap(({ art, ids }) => ids.map((id) => `${art}/${id}`));
  expect(present.sort()).toEqual(seen.sort());
  for (const each of Object.values(tables)) {
    for (const id of each.ids) expect((await store.read(each.art, id!))?.id).toBe(id);
  }
  await desk.close();
});
