import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RunningServer } from '../../server/start-server.ts';
import { TestDevice } from '../workstation/device.ts';
import { demoPassword } from '../workstation/seeded-folder.ts';
import { startTestServer } from '../workstation/start-server.ts';

const akte = 'posteingang-jugendamt';
const dokument = 'dokument-posteingang-jugendamt-2';
let server: RunningServer;
/** She stands in for yildiz, for nobody else. */
let brandt: TestDevice;
beforeAll(async () => {
  server = await startTestServer();
  brandt = await TestDevice.enrol(server.url, 'brandt', demoPassword);
}, 180_000);
afterAll(() => server.stop());

const note = (id: string, parts: { fuer?: string; says?: string; ereignistyp?: string }) => ({
  intent: 'add-ereignis' as const,
  ent: { art: 'ereignis' as const, id },
  akte,
  ...(parts.fuer ? { fuer: parts.fuer } : {}),
  set: {
    ereignistyp: parts.ereignistyp ?? 'vermerk',
    bezugArt: 'dokument',
    bezug: dokument,
    versionSha: null,
    text: 'Rückruf erbeten',
    von: brandt.person,
    ...(parts.says ? { fuer: parts.says } : {}),
    zeit: '2026-11-20T10:00:00+01:00',
  },
});

test('V12: only a deputy named in the role data acts for a colleague', async () => {
  const refused = { status: 'rejected', code: 'not-deputy' };
  expect(await brandt.do(note('v-stranger', { fuer: 'p-hoffmann', says: 'p-hoffmann' }))).toMatchObject(refused);
  expect(await brandt.do(note('v-self', { fuer: brandt.person, says: brandt.person }))).toMatchObject(refused);
  expect(await brandt.do(note('v-nobody', { fuer: 'p-gibtesnicht', says: 'p-gibtesnicht' }))).toMatchObject(refused);
  expect((await brandt.do(note('v-deputy', { fuer: 'p-yildiz', says: 'p-yildiz' }))).status).toBe('ok');
  expect((await brandt.do(note('v-own', {}))).status).toBe('ok');
});

test('V12: an act names the colleague exactly when its operation does', async () => {
  const refused = { status: 'rejected', code: 'operation-invalid' };
  expect(await brandt.do(note('v-hidden', { fuer: 'p-yildiz' }))).toMatchObject(refused);
  expect(await brandt.do(note('v-unsaid', { says: 'p-yildiz' }))).toMatchObject(refused);
  expect(await brandt.do(note('v-other', { fuer: 'p-yildiz', says: 'p-krueger' }))).toMatchObject(refused);
  expect(await brandt.do(note('v-empty', { ereignistyp: 'vertretung' }))).toMatchObject(refused);
});

test('V12: what the server writes about a change into the history names the colleague, too', async () => {
  const change = {
    intent: 'edit-dokument' as const,
    ent: { art: 'dokument' as const, id: dokument },
    akte,
    fuer: 'p-yildiz',
    base: { titel: 2 ** 50 },
    set: { titel: 'Antrag auf Unterhaltsvorschuss' },
  };
  expect((await brandt.do(change)).status).toBe('ok');
  const { rows } = await server.pool.query('select d from datensatz where id = $1', [
    `aenderung-${brandt.id}-${brandt.n}`,
  ]);
  expect(rows[0].d.felder).toMatchObject({ von: brandt.person, fuer: 'p-yildiz' });
});
