import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningServer, startServer } from '../../server/start-server.ts';
import { Desk } from '../workstation/desk.ts';
import { TestDevice } from '../workstation/device.ts';
import { demoPassword } from '../workstation/seeded-folder.ts';
import { startTestServer } from '../workstation/start-server.ts';

const akte = 'akte-jugendamt-001';
const DAY_MS = 86_400_000;

let before: Awaited<ReturnType<typeof startTestServer>>;
beforeAll(async () => {
  before = await startTestServer({ operationSchema: 0 });
}, 180_000);
afterAll(() => before.stop());

/** Another program of the server on the same database. */
async function withServer<T>(operationSchema: number, work: (server: RunningServer) => Promise<T>): Promise<T> {
  const { dataFolder, databaseUrl } = before;
  const server = await startServer({ port: 0, dataFolder, databaseUrl, operationSchema });
  try {
    return await work(server);
  } finally {
    await server.stop();
  }
}

const newVorgang = (id: string) => ({
  intent: 'create-vorgang' as const,
  ent: { art: 'vorgang' as const, id },
  akte,
  set: { titel: id, status: 'offen' },
});

const code = async (answer: Response) => ((await answer.json()) as { code: string }).code;

test('S94: a server older than the workstation counts nothing; after its update the same operation is taken', async () => {
  const device = await TestDevice.enrol(before.url, 'brandt', demoPassword);
  const operation = await device.operation(newVorgang('v-early'));
  const answer = await device.fetch('/v1/sync/push', {
    method: 'POST',
    headers: { 'content-type': 'application/x-ndjson' },
    body: `${JSON.stringify(operation)}\n`,
  });
  expect([answer.status, await code(answer)]).toEqual([426, 'server-too-old']);
  expect((await device.hello()).lastN).toBe(0);
  await withServer(1, async ({ url }) => {
    device.url = url;
    await device.fetchToken();
    expect(await device.push(operation)).toMatchObject([{ n: 1, status: 'ok' }]);
  });
});

test('S93: after an update of the server workstations of the schema before go on for 90 days, and are told until when', async () => {
  await withServer(2, async ({ url }) => {
    const device = await TestDevice.enrol(url, 'brandt', demoPassword);
    expect((await device.do(newVorgang('v-before'))).status).toBe('ok');
    const { schemaUntil } = await device.hello();
    const days = (Date.parse(schemaUntil!) - Date.now()) / DAY_MS;
    expect(days).toBeGreaterThan(89.9);
    expect(days).toBeLessThanOrEqual(90);
  });
  await withServer(1, async ({ url }) => {
    const device = await TestDevice.enrol(url, 'brandt', demoPassword);
    expect((await device.hello()).schemaUntil).toBeNull();
  });
});

test('S93, I2: after 90 days what an old workstation sends is refused, parked there with its code, and blocks nothing', async () => {
  const since = new Date(Date.now() - 91 * DAY_MS).toISOString();
  await before.pool.query(
    `insert into meta values ('operation-schema-2', $1) on conflict (name) do update set wert = excluded.wert`,
    [since],
  );
  await withServer(2, async ({ url }) => {
    const desk = await Desk.open(url, 'brandt', demoPassword);
    try {
      await desk.sync();
      const { id } = await desk.commands.createVorgang({ akte, titel: 'Zu spät', vorgangstyp: 'Antrag' });
      await desk.syncUntil(async () => (await desk.queries.ausgang({}))[0]?.state === 'rejected');
      const [row] = await desk.queries.ausgang({});
      expect(row).toMatchObject({ was: 'create-vorgang', code: 'schema-too-old', titel: 'Zu spät' });
      expect(desk.replica.tables.vorgang.row(id)).toBe(-1);
      // What the server decided is counted, and pulls go on.
      const { rows } = await before.pool.query(`select ergebnis ->> 'code' as code from operation where dev = $1`, [
        desk.replica.identity.device,
      ]);
      expect(rows).toEqual([{ code: 'schema-too-old' }]);
    } finally {
      await desk.close();
    }
  });
});
