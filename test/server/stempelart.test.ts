import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RunningServer } from '../../server/start-server.ts';
import { stampKinds } from '../../shared/pdf/stamp/stamp-kinds.ts';
import { TestDevice } from '../workstation/device.ts';
import { demoPassword } from '../workstation/seeded-folder.ts';
import { startTestServer } from '../workstation/start-server.ts';

let server: RunningServer;
let weiss: TestDevice;
let brandt: TestDevice;

beforeAll(async () => {
  server = await startTestServer();
  weiss = await TestDevice.enrol(server.url, 'weiss', demoPassword);
  brandt = await TestDevice.enrol(server.url, 'brandt', demoPassword);
}, 180_000);
afterAll(() => server.stop());

const { id: _, ...geprueft } = stampKinds.find(({ id }) => id === 'geprueft')!;
const setKind = (device: TestDevice, id: string, definition: string | null, titel = 'Geprüft', aktiv = true) => {
  const set = { titel, definition, aktiv };
  const base = Object.fromEntries(Object.keys(set).map((feld) => [feld, Number.MAX_SAFE_INTEGER]));
  return device.do({ intent: 'set-stempelart', ent: { art: 'stempelart', id }, akte: null, base, set });
};

test('S33: a kind that the Registratur sets reaches everybody, and its last word counts without a conflict', async () => {
  const red = JSON.stringify({ ...geprueft, tone: 'red' });
  expect((await setKind(weiss, 'geprueft', red)).status).toBe('ok');
  expect((await setKind(weiss, 'geprueft', JSON.stringify({ ...geprueft, tone: 'blue' }))).status).toBe('ok');
  await expect
    .poll(async () => {
      await brandt.pull();
      return brandt.records.get('stempelart/geprueft')?.felder.definition;
    })
    .toContain('"blue"');
});

test('S33: nobody else sets a kind, and no definition that is not one', async () => {
  const refused = await setKind(brandt, 'eigener', JSON.stringify(geprueft));
  expect(refused).toMatchObject({ status: 'rejected', code: 'no-right' });
  const withoutLines = JSON.stringify({ ...geprueft, lines: [] });
  expect(await setKind(weiss, 'leer', withoutLines)).toMatchObject({ status: 'rejected', code: 'operation-invalid' });
  const { id: __, ...eingang } = stampKinds.find(({ id }) => id === 'eingang')!;
  const today = eingang.fields.map((field) => (field.name === 'datum' ? { ...field, fill: 'heute' } : field));
  const silent = JSON.stringify({ ...eingang, fields: today });
  expect(await setKind(weiss, 'eingang', silent)).toMatchObject({ status: 'rejected', code: 'operation-invalid' });
});

test('S33: the record of a person names the roles of the account', async () => {
  await brandt.pull();
  expect(brandt.records.get('person/p-weiss')?.felder.rollen).toEqual(['registratur']);
});
