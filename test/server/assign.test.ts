import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RunningServer } from '../../server/start-server.ts';
import type { Felder } from '../../shared/akte.ts';
import { TestDevice } from '../workstation/device.ts';
import { demoPassword } from '../workstation/seeded-folder.ts';
import { startTestServer } from '../workstation/start-server.ts';

const bauamt = 'posteingang-bauamt';
const jugendamt = 'posteingang-jugendamt';
let server: RunningServer;
/** Of the Bauamt; sees nothing of the Ordnungsamt. */
let nowak: TestDevice;
let brandt: TestDevice;
let hoffmann: TestDevice;

beforeAll(async () => {
  server = await startTestServer();
  nowak = await TestDevice.enrol(server.url, 'nowak', demoPassword);
  brandt = await TestDevice.enrol(server.url, 'brandt', demoPassword);
  hoffmann = await TestDevice.enrol(server.url, 'hoffmann', demoPassword);
}, 180_000);
afterAll(() => server?.stop());

const rejected = (code: string) => ({ status: 'rejected', code });

async function eingang(vorgang: string | null = null, akte = bauamt): Promise<string> {
  const id = randomUUID();
  const set = { titel: 'Irrläufer', vorgang, fuehrendeVersion: null };
  const made = await nowak.do({ intent: 'create-dokument', akte, ent: { art: 'dokument', id }, set });
  expect(made.status).toBe('ok');
  return id;
}

const assign = (device: TestDevice, id: string, akte: string, set: Felder, rev = 0) =>
  device.do({ intent: 'assign-dokument', akte, ent: { art: 'dokument', id }, base: { zugewiesen: rev }, set });

test('A65: what came in goes to an Einheit that its sender does not see, with who did it; then it is that Einheit’s', async () => {
  const id = await eingang();
  expect(await assign(nowak, id, jugendamt, { zugewiesen: 'jugendamt' })).toMatchObject({ status: 'ok' });
  const arrived = async () => {
    await brandt.pull();
    return brandt.records.get(`dokument/${id}`);
  };
  await expect.poll(arrived).toMatchObject({ akte: jugendamt, felder: { zugewiesen: 'jugendamt' } });
  const history = [...brandt.records.values()].filter(({ art, felder }) => art === 'ereignis' && felder.bezug === id);
  expect(history).toMatchObject([
    {
      akte: jugendamt,
      felder: { ereignistyp: 'aenderung', von: nowak.person, text: expect.stringContaining('jugendamt') },
    },
  ]);
  await hoffmann.pull();
  expect(hoffmann.records.has(`dokument/${id}`)).toBe(false);
  // Its sender has nothing more to say about it, nor has anybody who never had.
  expect(await assign(hoffmann, id, 'posteingang-ordnungsamt', { zugewiesen: 'ordnungsamt' })).toMatchObject(
    rejected('no-right'),
  );
  // Who has not seen that it was handed out hands it out to nobody else.
  expect(await assign(brandt, id, bauamt, { zugewiesen: 'bauamt' })).toMatchObject(rejected('eingang-settled'));
  const { rev } = brandt.records.get(`dokument/${id}`)!;
  expect(await assign(brandt, id, bauamt, { zugewiesen: 'bauamt' }, rev)).toMatchObject({ status: 'ok' });
});

test('A65: nothing is carried into another Akte by handing it out, and nothing out of one', async () => {
  const id = await eingang();
  const wrong: readonly (readonly [string, Felder])[] = [
    ['akte-jugendamt-001', { zugewiesen: 'jugendamt' }],
    [jugendamt, { zugewiesen: 'ordnungsamt' }],
    [jugendamt, {}],
    [jugendamt, { zugewiesen: 'jugendamt', titel: 'anders' }],
  ];
  for (const [akte, set] of wrong) {
    expect((await assign(nowak, id, akte, set)).status).toBe('rejected');
  }
  const edit = { intent: 'edit-dokument', akte: bauamt, ent: { art: 'dokument', id }, base: {} } as const;
  expect(await nowak.do({ ...edit, set: { zugewiesen: 'jugendamt' } })).toMatchObject(rejected('operation-invalid'));
  const inAkte = await eingang(null, 'akte-bauamt-900');
  expect(await assign(nowak, inAkte, jugendamt, { zugewiesen: 'jugendamt' })).toMatchObject(
    rejected('operation-invalid'),
  );
  const filed = await eingang('vorgang-bauamt-900-1', 'akte-bauamt-900');
  expect(await assign(nowak, filed, jugendamt, { zugewiesen: 'jugendamt' })).toMatchObject(rejected('eingang-settled'));
});
