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

test('R32: a damaged block behind a column snapshot is noticed when it is opened and fetched with the next exchange', async () => {
  const desk = await Desk.open(server.url, 'brandt', demoPassword);
  await desk.sync();
  const input = { akte: null, text: '', sort: 'titel', descending: false, offset: 0, limit: 10_000 } as const;
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
  await desk.sync();
  expect((await desk.queries.vorgang({ id }))?.vorgang.felder.titel).toBe(titel);
  expect(await desk.queries.vorgaenge(input)).toEqual(before);
  await desk.close();
});
