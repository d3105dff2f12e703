import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSession } from '../../server/database.ts';
import type { RunningServer } from '../../server/start-server.ts';
import type { Felder } from '../../shared/akte.ts';
import { computeFrist } from '../../shared/frist/compute-frist.ts';
import { TestDevice } from '../workstation/device.ts';
import { demoPassword } from '../workstation/seeded-folder.ts';
import { startTestServer } from '../workstation/start-server.ts';

/** In the hand of Brandt (Jugendamt), in an Akte of the Bauamt, of which Hoffmann (Ordnungsamt) sees nothing. */
const vorgang = 'vorgang-bauamt-900-1';
const akte = 'akte-bauamt-900';
let server: RunningServer;
let brandt: TestDevice;
let nowak: TestDevice;
let hoffmann: TestDevice;

beforeAll(async () => {
  server = await startTestServer();
  brandt = await TestDevice.enrol(server.url, 'brandt', demoPassword);
  nowak = await TestDevice.enrol(server.url, 'nowak', demoPassword);
  hoffmann = await TestDevice.enrol(server.url, 'hoffmann', demoPassword);
}, 180_000);
afterAll(() => server?.stop());

const eingabe = {
  regime: 'lvwvfg',
  kanal: 'post',
  land: 'NW',
  gemeinde: null,
  ereignis: '2026-03-02',
  zugang: null,
  bestritten: false,
  dauer: 1,
  einheit: 'monat',
} as const;
const herleitung = computeFrist(eingabe, '2026-03-02');

const set = (device: TestDevice, felder: Felder = {}, id = randomUUID()) =>
  device.do({
    intent: 'set-frist',
    akte,
    ent: { art: 'frist', id },
    set: {
      ...eingabe,
      vorgang,
      bezeichnung: 'Widerspruchsfrist',
      ende: herleitung.ende,
      herleitung: JSON.stringify(herleitung),
      warnungen: [],
      ersetzt: null,
      status: 'offen',
      erledigt: null,
      erledigtVon: null,
      grund: '',
      von: device.person,
      zeit: new Date().toISOString(),
      ...felder,
    },
  });

const settle = (device: TestDevice, id: string, rev: number, felder: Felder = {}) =>
  device.do({
    intent: 'settle-frist',
    akte,
    ent: { art: 'frist', id },
    base: { status: rev, erledigt: rev, erledigtVon: rev, grund: rev },
    set: {
      status: 'erledigt',
      erledigt: new Date().toISOString(),
      erledigtVon: device.person,
      grund: '',
      ...felder,
    },
  });

const rejected = (code: string) => ({ status: 'rejected', code });

test('F41: a Frist is whole, its end is that of its derivation, and it is set in one’s own name', async () => {
  const invalid: readonly Felder[] = [
    { von: 'p-nowak' },
    { ende: '2026-04-08' },
    { ende: null },
    { herleitung: '{}' },
    { warnungen: ['fiktion-streitig'] },
    { regime: 'bgb' },
    { dauer: 0 },
    { status: 'erledigt' },
    { grund: 'schon vorbei' },
    { bezeichnung: '' },
    { unbekannt: 1 },
  ];
  for (const felder of invalid) expect(await set(brandt, felder)).toMatchObject(rejected('operation-invalid'));
  expect(await set(brandt)).toMatchObject({ status: 'ok' });
});

test('F50: the server computes a Frist again, and refuses one that ends elsewhere, bears other words or can never be', async () => {
  const forged = (parts: Partial<typeof herleitung>, felder: Felder = {}) => {
    const one = { ...herleitung, ...parts };
    return set(brandt, { ende: one.ende, herleitung: JSON.stringify(one), ...felder });
  };
  expect(await forged({ ende: '2026-04-08' })).toMatchObject(rejected('frist-differs'));
  expect(await forged({ ende: '2026-04-08' }, { regelstand: '2020-01' })).toMatchObject(rejected('frist-differs'));
  expect(await forged({ bekanntgabe: '2026-03-07' })).toMatchObject(rejected('frist-differs'));
  expect(await forged({ quellen: ['§ 1 Nirgends'] })).toMatchObject(rejected('frist-differs'));
  // Older words for the same outcome are told by their Stand.
  expect(await forged({ quellen: ['§ 41 VwVfG NRW'] }, { regelstand: '2020-01' })).toMatchObject({ status: 'ok' });
  expect(await forged({}, { ereignis: '2026-02-31' })).toMatchObject(rejected('frist-day-invalid'));
  expect(await forged({}, { kanal: 'pzu' })).toMatchObject(rejected('frist-rule-unknown'));
  expect(await set(brandt, { regelstand: 'neu' })).toMatchObject(rejected('operation-invalid'));
});

test('F23: a day that was set is a Frist like every other, in the future too, and moves only as the law says', async () => {
  const given = { ...eingabe, kanal: 'festgesetzt', ereignis: '2030-05-31', dauer: 1, einheit: 'tag' } as const;
  const found = computeFrist(given, '2026-11-23');
  const record = { ...given, herleitung: JSON.stringify(found), warnungen: found.warnungen.map(({ text }) => text) };
  // 31 May 2030 is a Friday.
  expect(await set(brandt, { ...record, ende: '2030-05-31' })).toMatchObject({ status: 'ok' });
  expect(await set(brandt, { ...record, ende: '2030-06-03' })).toMatchObject(rejected('operation-invalid'));
});

test('F41: only who may write in the Akte of the Vorgang sets one there', async () => {
  expect(await set(hoffmann)).toMatchObject(rejected('no-right'));
  expect(await set(nowak)).toMatchObject({ status: 'ok' });
  expect(await set(brandt, { vorgang: 'vorgang-nowhere' })).toMatchObject(rejected('not-found'));
});

test('F42: a computation replaces only a Frist of the same Vorgang, and can not be changed afterwards', async () => {
  const first = randomUUID();
  expect(await set(brandt, {}, first)).toMatchObject({ status: 'ok' });
  expect(await set(brandt, { ersetzt: first, vorgang: 'vorgang-bauamt-900-2' })).toMatchObject(rejected('not-found'));
  expect(await set(brandt, { ersetzt: randomUUID() })).toMatchObject(rejected('not-found'));
  expect(await set(brandt, { ersetzt: first })).toMatchObject({ status: 'ok' });
  expect(await set(brandt, {}, first)).toMatchObject(rejected('operation-invalid'));
});

test('F43: a Frist is settled once, in one’s own name, cancelled only with a reason, and nothing else of it changes', async () => {
  const id = randomUUID();
  const made = await set(brandt, {}, id);
  if (made.status !== 'ok') throw new Error(made.status);
  expect(await settle(hoffmann, id, made.rev)).toMatchObject(rejected('no-right'));
  expect(await settle(brandt, id, made.rev, { erledigtVon: 'p-nowak' })).toMatchObject(rejected('operation-invalid'));
  expect(await settle(brandt, id, made.rev, { status: 'offen' })).toMatchObject(rejected('operation-invalid'));
  expect(await settle(brandt, id, made.rev, { status: 'aufgehoben' })).toMatchObject(rejected('operation-invalid'));
  expect(await settle(brandt, id, made.rev, { ende: '2026-05-01' })).toMatchObject(rejected('operation-invalid'));
  expect(await settle(nowak, id, made.rev)).toMatchObject({ status: 'ok' });
  const again = { status: 'aufgehoben', grund: 'zu spät' };
  expect(await settle(brandt, id, made.rev, again)).toMatchObject(rejected('frist-settled'));
  await brandt.pull();
  expect(brandt.records.get(`frist/${id}`)?.felder).toMatchObject({ status: 'erledigt', ende: herleitung.ende });
  await hoffmann.pull();
  expect([...hoffmann.records.keys()].some((key) => key.startsWith('frist/') && key.endsWith(id))).toBe(false);
});

test('F44: in a closed Vorgang no Frist is set, but an open one is still settled', async () => {
  const id = randomUUID();
  const made = await set(nowak, { vorgang: 'vorgang-bauamt-900-2' }, id);
  if (made.status !== 'ok') throw new Error(made.status);
  await nowak.pull();
  const { rev } = nowak.records.get('vorgang/vorgang-bauamt-900-2')!;
  const close = { intent: 'close-vorgang', akte, ent: { art: 'vorgang', id: 'vorgang-bauamt-900-2' } } as const;
  expect(await nowak.do({ ...close, base: { status: rev }, set: { status: 'zdA' } })).toMatchObject({ status: 'ok' });
  expect(await set(nowak, { vorgang: 'vorgang-bauamt-900-2' })).toMatchObject(rejected('akte-closed'));
  expect(await settle(nowak, id, made.rev)).toMatchObject({ status: 'ok' });
});

test('F43: what settles a running Frist contradicts nothing, whatever its author saw of it before a restore', async () => {
  const id = randomUUID();
  expect(await set(brandt, {}, id)).toMatchObject({ status: 'ok' });
  expect(await settle(nowak, id, 1)).toMatchObject({ status: 'ok' });
});

test('F41, A21: a Frist set at the moment in which its Vorgang is moved waits for it', async () => {
  const holder = await openSession(server.databaseUrl);
  try {
    await holder.query('select pg_advisory_lock(hashtextextended($1, 0))', [`vorgang/${vorgang}`]);
    const held = set(brandt);
    const first = await Promise.race([held, new Promise((done) => setTimeout(done, 1_000, 'waits'))]);
    await holder.query('select pg_advisory_unlock_all()');
    expect([first, (await held).status]).toEqual(['waits', 'ok']);
  } finally {
    await holder.end();
  }
});
