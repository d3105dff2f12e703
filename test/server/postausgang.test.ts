import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RunningServer } from '../../server/start-server.ts';
import type { Felder } from '../../shared/akte.ts';
import { addDays } from '../../shared/frist/tag.ts';
import { localDay } from '../../shared/local-day.ts';
import { TestDevice } from '../workstation/device.ts';
import { demoPassword } from '../workstation/seeded-folder.ts';
import { startTestServer } from '../workstation/start-server.ts';

/** In an Akte of the Bauamt that Brandt may write in, and of which Hoffmann (Ordnungsamt) sees nothing. */
const akte = 'akte-bauamt-900';
let server: RunningServer;
let brandt: TestDevice;
let hoffmann: TestDevice;
let dokument: string;
let sha: string;
let elsewhere: string;

beforeAll(async () => {
  server = await startTestServer();
  brandt = await TestDevice.enrol(server.url, 'brandt', demoPassword);
  hoffmann = await TestDevice.enrol(server.url, 'hoffmann', demoPassword);
  await brandt.pull();
  const records = [...brandt.records.values()];
  const dokumente = records.filter(({ art, felder }) => art === 'dokument' && felder.vorgang !== null);
  const versionOf = (id: string) => records.find(({ art, felder }) => art === 'version' && felder.dokument === id);
  dokument = dokumente.find((one) => one.akte === akte && versionOf(one.id))!.id;
  sha = String(versionOf(dokument)!.felder.sha);
  elsewhere = String(records.find(({ art, felder }) => art === 'version' && felder.sha !== sha)!.felder.sha);
}, 180_000);
afterAll(() => server?.stop());

const today = () => localDay(new Date().toISOString());
const dispatch = (device: TestDevice, felder: Felder = {}, id = randomUUID()) =>
  device.do({
    intent: 'dispatch',
    akte,
    ent: { art: 'postausgang', id },
    set: {
      ...{ dokument, versionSha: sha, weg: 'post', abVermerk: '2026-03-02', zugang: null, zurueck: null },
      ...{ empfaenger: ['Jörg Müller'], nachweis: '', von: device.person, zeit: new Date().toISOString() },
      ...felder,
    },
  });
const note = (id: string, set: Felder, base: number) =>
  brandt.do({
    intent: 'edit-postausgang',
    akte,
    ent: { art: 'postausgang', id },
    base: Object.fromEntries(Object.keys(set).map((feld) => [feld, base])),
    set,
  });

test('O2: a Version that left is noted by whoever may write, for that very Dokument', async () => {
  expect(await dispatch(brandt)).toMatchObject({ status: 'ok' });
  expect(await dispatch(hoffmann)).toMatchObject({ status: 'rejected', code: 'no-right' });
  expect(await dispatch(brandt, { versionSha: elsewhere })).toMatchObject({ code: 'version-unknown' });
  expect(await dispatch(brandt, { dokument: 'gibt-es-nicht' })).toMatchObject({ status: 'rejected' });
  expect(await dispatch(brandt, { von: 'p-nowak' })).toMatchObject({ code: 'operation-invalid' });
  expect(await dispatch(brandt, { empfaenger: [] })).toMatchObject({ code: 'operation-invalid' });
  expect(await dispatch(brandt, { weg: 'taube' })).toMatchObject({ code: 'operation-invalid' });
});

test('O3: days that cannot be are refused, when it is noted and when receipt is', async () => {
  expect(await dispatch(brandt, { abVermerk: addDays(today(), 2) })).toMatchObject({ code: 'frist-day-in-future' });
  expect(await dispatch(brandt, { abVermerk: '2026-02-30' })).toMatchObject({ code: 'frist-day-invalid' });
  expect(await dispatch(brandt, { zugang: '2026-03-01' })).toMatchObject({ code: 'frist-day-invalid' });
  const id = randomUUID();
  const { rev } = (await dispatch(brandt, {}, id)) as unknown as { rev: number };
  expect(await note(id, { zugang: '2026-03-01' }, rev)).toMatchObject({ code: 'frist-day-invalid' });
  expect(await note(id, { zurueck: addDays(today(), 2) }, rev)).toMatchObject({ code: 'frist-day-in-future' });
  expect(await note(id, { zugang: '2026-03-05', nachweis: 'PZU 12' }, rev)).toMatchObject({ status: 'ok' });
});

test('O4: what was sent, how, when and to whom stays as it was noted', async () => {
  const id = randomUUID();
  const { rev } = (await dispatch(brandt, {}, id)) as unknown as { rev: number };
  for (const set of [{ abVermerk: '2026-03-01' }, { empfaenger: ['x'] }, { versionSha: elsewhere }, { weg: 'pzu' }])
    expect(await note(id, set, rev)).toMatchObject({ code: 'operation-invalid' });
});

test('O5: of two who note different receipts the second learns of the first', async () => {
  const id = randomUUID();
  const { rev } = (await dispatch(brandt, {}, id)) as unknown as { rev: number };
  const nowak = await TestDevice.enrol(server.url, 'nowak', demoPassword);
  const second = {
    intent: 'edit-postausgang',
    akte,
    ent: { art: 'postausgang', id },
    base: { zugang: rev },
    set: { zugang: '2026-03-06' },
  } as const;
  expect(await note(id, { zugang: '2026-03-05' }, rev)).toMatchObject({ status: 'ok' });
  expect(await nowak.do(second)).toMatchObject({ status: 'rejected', code: 'postausgang-changed' });
});

test('O4: what is written about a Postausgang is subject to its Vorgang: nothing is added to a closed one', async () => {
  const id = randomUUID();
  const { rev } = (await dispatch(brandt, {}, id)) as unknown as { rev: number };
  const vorgang = String(brandt.records.get(`dokument/${dokument}`)!.felder.vorgang);
  const status = (set: Felder) =>
    brandt.do({ intent: 'edit-vorgang', akte, ent: { art: 'vorgang', id: vorgang }, base: { status: 1e9 }, set });
  expect(await status({ status: 'zdA' })).toMatchObject({ status: 'ok' });
  const text = { ereignistyp: 'vermerk', bezugArt: 'postausgang', bezug: id, versionSha: null, text: 'nachgetragen' };
  const vermerk = await brandt.do({
    intent: 'add-ereignis',
    akte,
    ent: { art: 'ereignis', id: randomUUID() },
    set: { ...text, von: brandt.person, zeit: new Date().toISOString() },
  });
  expect(vermerk).toMatchObject({ status: 'rejected', code: 'akte-closed' });
  expect(await note(id, { zugang: '2026-03-05' }, rev)).toMatchObject({ status: 'ok' });
});
