import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  addUser,
  deactivateUser,
  importAktenplan,
  listDevices,
  revokeDevice,
  setEinheit,
  setPassword,
  setRollen,
} from '../../server/admin/administer.ts';
import { readAktenplan } from '../../server/admin/read-aktenplan.ts';
import { type Db, transaction } from '../../server/database.ts';
import type { RunningServer } from '../../server/start-server.ts';
import { TestDevice } from '../workstation/device.ts';
import { demoPassword } from '../workstation/seeded-folder.ts';
import { startTestServer } from '../workstation/start-server.ts';

let server: RunningServer;
beforeAll(async () => {
  server = await startTestServer();
}, 180_000);
afterAll(() => server.stop());

const administer = <T>(work: (db: Db) => Promise<T>) => transaction(server.pool, work);
const newUser = (anmeldename: string) => ({
  anmeldename,
  name: 'Änne Öztürk',
  einheit: 'bauamt',
  funktion: 'Sachbearbeiterin',
  rollen: ['sachbearbeitung'],
  password: 'lang-und-neu-1',
  oidcSubject: null,
});

test('a new user signs in with her password and sees the Akten of her Einheit', async () => {
  await administer((db) => addUser(db, newUser('oeztuerk')));
  const device = await TestDevice.enrol(server.url, 'oeztuerk', 'lang-und-neu-1');
  await expect
    .poll(() => device.pull().then(() => device.records.has('akte/posteingang-bauamt')), { timeout: 20_000 })
    .toBe(true);
  expect(device.records.get('person/p-oeztuerk')?.felder.name).toBe('Änne Öztürk');
});

test('a user of an unknown Einheit or role, or with a name already taken, is refused', async () => {
  await expect(administer((db) => addUser(db, { ...newUser('a'), einheit: 'gibt-es-nicht' }))).rejects.toThrow(
    'not-found',
  );
  await expect(administer((db) => addUser(db, { ...newUser('b'), rollen: ['chef'] }))).rejects.toThrow('input-invalid');
  await expect(administer((db) => addUser(db, newUser('brandt')))).rejects.toThrow('input-invalid');
});

test('a changed password replaces the old one', async () => {
  await administer((db) => setPassword(db, 'weiss', 'ganz-anders-2'));
  const device = await TestDevice.make(server.url);
  await expect(device.signIn('weiss', demoPassword)).rejects.toThrow('sign-in-failed');
  expect((await device.signIn('weiss', 'ganz-anders-2')).person.id).toBe('p-weiss');
});

test('S3: a revoked device and the devices of a deactivated user are turned away', async () => {
  const [revoked, deactivated] = [
    await TestDevice.enrol(server.url, 'nowak', demoPassword),
    await TestDevice.enrol(server.url, 'krueger', demoPassword),
  ];
  await administer((db) => revokeDevice(db, revoked.id, new Date()));
  await administer((db) => deactivateUser(db, 'krueger'));
  for (const device of [revoked, deactivated]) await expect(device.pull()).rejects.toThrow('device-revoked');
  const devices = await administer(listDevices);
  expect(devices.find(({ id }) => id === revoked.id)?.gesperrt).toBeInstanceOf(Date);
  await expect(administer((db) => revokeDevice(db, 'unbekannt', new Date()))).rejects.toThrow('not-found');
});

test('S23: who may only read is refused every change', async () => {
  await administer((db) => setRollen(db, 'hoffmann', ['lesend']));
  const device = await TestDevice.enrol(server.url, 'hoffmann', demoPassword);
  const akte = 'akte-ordnungsamt-001';
  const result = await device.do({ intent: 'create-vorgang', ent: { art: 'vorgang', id: 'v-lesend' }, akte });
  expect(result).toEqual({ n: 1, status: 'rejected', code: 'no-right' });
});

test('a new Einheit gets its Posteingang', async () => {
  const einheit = { id: 'sozialamt', kennung: '50', name: 'Sozialamt', uebergeordnet: 'musterstadt' };
  await administer((db) => setEinheit(db, einheit, new Date()));
  const { rows } = await server.pool.query(`select from datensatz where id = 'posteingang-sozialamt'`);
  expect(rows).toHaveLength(1);
});

test('an Aktenplan comes in as a spreadsheet saves it, as a whole or not at all', async () => {
  const rows = readAktenplan(
    '\uFEFFkennzeichen;titel;uebergeordnet;aufbewahrungJahre\r\n70;Umwelt;;10\r\n70.1;"Abfall; Müll";70;5\r\n',
  );
  expect(rows).toEqual([
    { kennzeichen: '70', titel: 'Umwelt', uebergeordnet: null, aufbewahrungJahre: 10 },
    { kennzeichen: '70.1', titel: 'Abfall; Müll', uebergeordnet: '70', aufbewahrungJahre: 5 },
  ]);
  await administer((db) => importAktenplan(db, rows));
  const device = await TestDevice.enrol(server.url, 'brandt', demoPassword);
  await expect
    .poll(() => device.pull().then(() => device.records.has('aktenplaneinheit/ap-70.1')), { timeout: 20_000 })
    .toBe(true);
  const head = 'kennzeichen,titel,uebergeordnet,aufbewahrungJahre\n';
  for (const bad of ['1,A,9,10\n', '1,A,,10\n1,B,,10\n', '1,,,10\n', '1,A,,viele\n']) {
    expect(() => readAktenplan(head + bad)).toThrow('input-invalid');
  }
});

test('an id with a space is refused, and one already there does not stop the feed', async () => {
  await expect(administer((db) => addUser(db, newUser('anna maria')))).rejects.toThrow('input-invalid');
  await server.pool.query(`insert into konto (person, anmeldename) values ('p-mit leer', 'mit leer')`);
  await server.pool.query(`insert into datensatz (art, id, akte, rev, d) select 'person', 'p-mit leer', null, rev,
    jsonb_set(d, '{id}', '"p-mit leer"') from datensatz where art = 'person' and id = 'p-brandt'`);
  await administer((db) => setRollen(db, 'brandt', ['sachbearbeitung']));
  await expect.poll(async () => (await server.pool.query('select from pending')).rowCount, { timeout: 8_000 }).toBe(0);
  await administer((db) => setRollen(db, 'brandt', ['sachbearbeitung']));
  await expect.poll(async () => (await server.pool.query('select from pending')).rowCount, { timeout: 8_000 }).toBe(0);
});

test('I4: the feed goes on after its session broke', async () => {
  await server.pool.query(`select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen aktentasche%'
    or pid in (select pid from pg_locks where locktype = 'advisory')`);
  await administer((db) => setRollen(db, 'brandt', ['sachbearbeitung']));
  await expect.poll(async () => (await server.pool.query('select from pending')).rowCount, { timeout: 8_000 }).toBe(0);
});
