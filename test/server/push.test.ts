import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RunningServer } from '../../server/start-server.ts';
import { TestDevice } from '../workstation/device.ts';
import { demoPassword } from '../workstation/seeded-folder.ts';
import { startTestServer } from '../workstation/start-server.ts';

let server: RunningServer;
let brandt: TestDevice;
let yildiz: TestDevice;
const akte = 'akte-jugendamt-001';
let count = 0;

beforeAll(async () => {
  server = await startTestServer();
  brandt = await TestDevice.enrol(server.url, 'brandt', demoPassword);
  yildiz = await TestDevice.enrol(server.url, 'yildiz', demoPassword);
}, 180_000);
afterAll(() => server.stop());

async function createVorgang(device: TestDevice): Promise<string> {
  const id = `v-test-${++count}`;
  const result = await device.do({
    intent: 'create-vorgang',
    ent: { art: 'vorgang', id },
    akte,
    set: { titel: 'Unterhaltsvorschuss', telefon: '0123 1', bemerkung: '', beteiligte: [], status: 'offen' },
  });
  expect(result.status).toBe('ok');
  await pullUntil(brandt, `vorgang/${id}`);
  await pullUntil(yildiz, `vorgang/${id}`);
  return id;
}

async function pullUntil(device: TestDevice, key: string, check = (_: unknown) => true): Promise<void> {
  for (let i = 0; i < 100; i++) {
    await device.pull();
    const record = device.records.get(key);
    if (record && check(record)) return;
    await new Promise((done) => setTimeout(done, 10));
  }
  throw new Error(`${key} did not arrive`);
}

function baseOf(device: TestDevice, key: string): Record<string, number> {
  const record = device.records.get(key);
  return Object.fromEntries(Object.keys(record?.felder ?? {}).map((feld) => [feld, record?.rev ?? 0]));
}

const edit = (device: TestDevice, id: string, set: Record<string, string>) =>
  device.do({ intent: 'edit-vorgang', ent: { art: 'vorgang', id }, akte, base: baseOf(device, `vorgang/${id}`), set });

test('S10: the same operation sent twice is applied once and answered the same', async () => {
  const id = await createVorgang(brandt);
  const operation = await brandt.operation({
    intent: 'edit-vorgang',
    ent: { art: 'vorgang', id },
    akte,
    base: baseOf(brandt, `vorgang/${id}`),
    set: { titel: 'Neu' },
  });
  const first = await brandt.push(operation);
  expect(await brandt.push(operation)).toEqual(first);
  await pullUntil(
    brandt,
    `vorgang/${id}`,
    (record) => (record as { rev: number }).rev >= (first[0] as { rev: number }).rev,
  );
  const { rows } = await server.pool.query('select from log where dev = $1 and n = $2', [brandt.id, operation.n]);
  expect(rows).toHaveLength(1);
});

test('S11: after a gap the server says which operation it waits for', async () => {
  const device = await TestDevice.enrol(server.url, 'brandt', demoPassword);
  device.n = 4;
  const result = await device.do({ intent: 'create-vorgang', ent: { art: 'vorgang', id: 'v-gap' }, akte });
  expect(result).toEqual({ n: 5, status: 'gap', expected: 1 });
});

test('S11: another operation under a used number means that the profile was cloned', async () => {
  const device = await TestDevice.enrol(server.url, 'brandt', demoPassword);
  await device.do({ intent: 'create-vorgang', ent: { art: 'vorgang', id: 'v-fork-1' }, akte });
  device.n = 0;
  device.prev = '0'.repeat(64);
  const other = await device.operation({ intent: 'create-vorgang', ent: { art: 'vorgang', id: 'v-fork-2' }, akte });
  await expect(device.push(other)).rejects.toThrow('device-fork');
});

test('S12: an operation whose signature or hash is not right is refused and not counted', async () => {
  const device = await TestDevice.enrol(server.url, 'brandt', demoPassword);
  const good = await device.operation({ intent: 'create-vorgang', ent: { art: 'vorgang', id: 'v-sig' }, akte });
  await expect(device.push({ ...good, set: { titel: 'gefälscht' } })).rejects.toThrow('operation-invalid');
  await expect(device.push({ ...good, sig: 'A'.repeat(86) })).rejects.toThrow('operation-invalid');
  expect((await device.hello()).lastN).toBe(0);
  expect(await device.push(good)).toMatchObject([{ n: 1, status: 'ok' }]);
});

test('S8: edits of different fields merge', async () => {
  const id = await createVorgang(brandt);
  expect((await edit(brandt, id, { titel: 'Von Brandt' })).status).toBe('ok');
  expect((await edit(yildiz, id, { telefon: '0123 999' })).status).not.toBe('conflict');
  await pullUntil(
    brandt,
    `vorgang/${id}`,
    (record) => (record as { felder: { telefon: string } }).felder.telefon === '0123 999',
  );
  expect(brandt.records.get(`vorgang/${id}`)?.felder.titel).toBe('Von Brandt');
});

test('S7: one field edited on both sides becomes a Konflikt that both see', async () => {
  const id = await createVorgang(brandt);
  await edit(brandt, id, { titel: 'Von Brandt' });
  const result = await edit(yildiz, id, { titel: 'Von Yıldız' });
  expect(result).toMatchObject({ status: 'conflict', fields: ['titel'] });
  const [konflikt] = (result as { konflikt: string[] }).konflikt;
  for (const device of [brandt, yildiz]) {
    await pullUntil(device, `konflikt/${konflikt}`);
    expect(device.records.get(`konflikt/${konflikt}`)?.felder).toMatchObject({
      bezugArt: 'vorgang',
      bezug: id,
      feld: 'titel',
      basis: 'Unterhaltsvorschuss',
      mein: 'Von Yıldız',
      meinVon: 'p-yildiz',
      ihr: 'Von Brandt',
      ihrVon: 'p-brandt',
      status: 'offen',
    });
  }
});

async function openKonflikt(): Promise<{ vorgang: string; konflikt: string }> {
  const vorgang = await createVorgang(brandt);
  await edit(brandt, vorgang, { titel: 'A' });
  const result = await edit(yildiz, vorgang, { titel: 'B' });
  const konflikt = (result as { konflikt: string[] }).konflikt[0]!;
  await pullUntil(brandt, `konflikt/${konflikt}`);
  await pullUntil(yildiz, `konflikt/${konflikt}`);
  return { vorgang, konflikt };
}

const decideKonflikt = (device: TestDevice, konflikt: string, entscheidung: string) =>
  device.do({
    intent: 'resolve-konflikt',
    ent: { art: 'konflikt', id: konflikt },
    akte,
    base: baseOf(device, `konflikt/${konflikt}`),
    set: { status: 'entschieden', entscheidung, entschiedenVon: device.person },
  });

test('S19: the decision goes into the record and closes the Konflikt', async () => {
  const { vorgang, konflikt } = await openKonflikt();
  expect((await decideKonflikt(brandt, konflikt, 'B')).status).toBe('ok');
  await pullUntil(
    yildiz,
    `vorgang/${vorgang}`,
    (record) => (record as { felder: { titel: string } }).felder.titel === 'B',
  );
  await pullUntil(yildiz, `konflikt/${konflikt}`);
  expect(yildiz.records.get(`konflikt/${konflikt}`)?.felder).toMatchObject({
    status: 'entschieden',
    entscheidung: 'B',
    entschiedenVon: 'p-brandt',
  });
});

test('S19: a second decision for the same value is fine, a different one opens a new Konflikt', async () => {
  const { konflikt } = await openKonflikt();
  expect((await decideKonflikt(brandt, konflikt, 'B')).status).toBe('ok');
  expect((await decideKonflikt(yildiz, konflikt, 'B')).status).toBe('ok');
  const differs = await decideKonflikt(yildiz, konflikt, 'C');
  expect(differs.status).toBe('conflict');
  expect((differs as { konflikt: string[] }).konflikt[0]).not.toBe(konflikt);
});

test('S14: an unknown field is rejected, stored as decided, and blocks nothing after it', async () => {
  const id = await createVorgang(brandt);
  const bad = await edit(brandt, id, { unbekannt: 'x' });
  expect(bad).toMatchObject({ status: 'rejected', code: 'operation-invalid' });
  expect((await edit(brandt, id, { telefon: '1' })).status).toBe('ok');
});

test('S14: an Akte of another Einheit is none of the person’s business', async () => {
  const result = await brandt.do({
    intent: 'create-vorgang',
    ent: { art: 'vorgang', id: 'v-foreign' },
    akte: 'akte-bauamt-001',
  });
  expect(result).toMatchObject({ status: 'rejected', code: 'no-right' });
});

test('S14: a closed Vorgang takes no edits', async () => {
  const id = await createVorgang(brandt);
  const close = { intent: 'close-vorgang', ent: { art: 'vorgang', id }, akte, set: { status: 'zdA' } } as const;
  expect((await brandt.do({ ...close, base: baseOf(brandt, `vorgang/${id}`) })).status).toBe('ok');
  expect(await edit(brandt, id, { titel: 'zu spät' })).toMatchObject({ status: 'rejected', code: 'akte-closed' });
});

test('S9: two people add to one list without a Konflikt', async () => {
  const id = await createVorgang(brandt);
  const base = { brandt: baseOf(brandt, `vorgang/${id}`), yildiz: baseOf(yildiz, `vorgang/${id}`) };
  const add = (name: string) => ({
    intent: 'edit-vorgang' as const,
    ent: { art: 'vorgang' as const, id },
    akte,
    add: { beteiligte: [name] },
  });
  expect((await brandt.do({ ...add('Änne'), base: base.brandt })).status).toBe('ok');
  expect((await yildiz.do({ ...add('Özlem'), base: base.yildiz })).status).not.toBe('conflict');
  await pullUntil(brandt, `vorgang/${id}`, (record) =>
    (record as { felder: { beteiligte: string[] } }).felder.beteiligte.includes('Özlem'),
  );
  expect(brandt.records.get(`vorgang/${id}`)?.felder.beteiligte).toEqual(['Änne', 'Özlem']);
});

test('S15, S16: two Versionen of one predecessor are siblings, none changes, and a legal act names one that exists', async () => {
  await brandt.pull();
  const dokument = 'dokument-posteingang-jugendamt-2';
  const vorgaenger = `${dokument}-1`;
  const parent = brandt.records.get(`version/${vorgaenger}`)!;
  const bytes = Buffer.from('%PDF-1.4 sibling');
  const sha = await brandt.upload(bytes);
  const version = (id: string) => ({
    intent: 'add-version' as const,
    ent: { art: 'version' as const, id },
    akte,
    set: { ...parent.felder, nummer: 2, vorgaenger, sha, groesse: bytes.byteLength, erstelltVon: brandt.person },
  });
  expect((await brandt.do(version('sibling-1'))).status).toBe('ok');
  expect((await brandt.do(version('sibling-2'))).status).toBe('ok');
  expect(await brandt.do(version('sibling-1'))).toMatchObject({ status: 'rejected', code: 'operation-invalid' });
  const act = (id: string, versionSha: string) => ({
    intent: 'add-ereignis' as const,
    ent: { art: 'ereignis' as const, id },
    akte,
    set: {
      ereignistyp: 'unterschrift',
      bezugArt: 'dokument',
      bezug: dokument,
      versionSha,
      text: '',
      von: brandt.person,
      zeit: '2026-11-20T10:00:00+01:00',
    },
  });
  expect((await brandt.do(act('act-1', sha))).status).toBe('ok');
  expect(await brandt.do(act('act-2', 'f'.repeat(64)))).toMatchObject({ status: 'rejected', code: 'version-unknown' });
});

test('S17: a closed Vorgang is set open again only by the Leitung', async () => {
  const id = await createVorgang(brandt);
  const set = (status: string) => ({
    ent: { art: 'vorgang' as const, id },
    akte,
    base: baseOf(brandt, `vorgang/${id}`),
    set: { status },
  });
  expect((await brandt.do({ intent: 'close-vorgang', ...set('zdA') })).status).toBe('ok');
  await pullUntil(
    yildiz,
    `vorgang/${id}`,
    (record) => (record as { felder: { status: string } }).felder.status === 'zdA',
  );
  expect(await brandt.do({ intent: 'edit-vorgang', ...set('offen') })).toMatchObject({ code: 'no-right' });
  const base = baseOf(yildiz, `vorgang/${id}`);
  expect((await yildiz.do({ intent: 'edit-vorgang', ...set('offen'), base })).status).toBe('ok');
});

test.each([
  ['U+0000', 'a\0b'],
  ['a lone surrogate', 'a\uD800b'],
])('I9: text with %s is rejected, stored as decided, and blocks nothing after it', async (_name, titel) => {
  const id = await createVorgang(brandt);
  expect(await edit(brandt, id, { titel })).toMatchObject({ status: 'rejected', code: 'operation-invalid' });
  const added = await brandt.do({
    intent: 'edit-vorgang',
    ent: { art: 'vorgang', id },
    akte,
    add: { beteiligte: [titel] },
  });
  expect(added).toMatchObject({ status: 'rejected', code: 'operation-invalid' });
  expect((await edit(brandt, id, { telefon: '1' })).status).toBe('ok');
});

test('I9: a value that only the database refuses is rejected and leaves nothing behind', async () => {
  await server.pool.query(`create function refuse() returns trigger language plpgsql as
    $$ begin raise exception 'refused' using errcode = '22003'; end $$;
    create trigger refuse before insert on pending for each row when (new.rid = 'v-refused') execute function refuse()`);
  const change = { intent: 'create-vorgang', ent: { art: 'vorgang', id: 'v-refused' }, akte } as const;
  expect(await brandt.do(change)).toMatchObject({ status: 'rejected', code: 'operation-invalid' });
  await server.pool.query('drop trigger refuse on pending');
  expect((await server.pool.query(`select from datensatz where id = 'v-refused'`)).rows).toEqual([]);
});

test('S19: a decision outside what the field may hold is rejected and the Konflikt stays open', async () => {
  const { konflikt } = await openKonflikt();
  expect(await decideKonflikt(brandt, konflikt, 'x'.repeat(501))).toMatchObject({ code: 'operation-invalid' });
  expect((await decideKonflikt(brandt, konflikt, 'B')).status).toBe('ok');
});

test('S19, A64: a Vorgang is not closed over a Konflikt, and in a closed one nothing is decided', async () => {
  const { vorgang, konflikt } = await openKonflikt();
  const close = {
    intent: 'close-vorgang',
    ent: { art: 'vorgang', id: vorgang },
    akte,
    set: { status: 'zdA' },
  } as const;
  const refused = await brandt.do({ ...close, base: baseOf(brandt, `vorgang/${vorgang}`) });
  expect(refused).toMatchObject({ code: 'vorgang-not-ready' });
  // Closed before Konflikte kept it open.
  await server.pool.query(`update datensatz set d = jsonb_set(d, '{felder,status}', '"zdA"') where id = $1`, [vorgang]);
  expect(await decideKonflikt(brandt, konflikt, 'B')).toMatchObject({ code: 'akte-closed' });
});
