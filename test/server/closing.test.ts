import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RunningServer } from '../../server/start-server.ts';
import type { Felder } from '../../shared/akte.ts';
import { beginOfAufbewahrung } from '../../shared/aufbewahrung.ts';
import { localDay } from '../../shared/local-day.ts';
import { TestDevice } from '../workstation/device.ts';
import { demoPassword } from '../workstation/seeded-folder.ts';
import { startTestServer } from '../workstation/start-server.ts';

const akte = 'akte-bauamt-900';
const bytes = new TextEncoder().encode('%PDF-1.7 Geburtsurkunde');
let server: RunningServer;
let brandt: TestDevice;
let nowak: TestDevice;
/** Another workstation of hers. */
let beside: TestDevice;
let sha: string;
let count = 0;

beforeAll(async () => {
  server = await startTestServer();
  brandt = await TestDevice.enrol(server.url, 'brandt', demoPassword);
  nowak = await TestDevice.enrol(server.url, 'nowak', demoPassword);
  beside = await TestDevice.enrol(server.url, 'nowak', demoPassword);
  sha = await brandt.upload(bytes);
}, 180_000);
afterAll(() => server?.stop());

const rejected = (code: string) => ({ status: 'rejected', code });
const now = () => new Date().toISOString();

async function newVorgang(vorgangstyp: string): Promise<{ readonly id: string; readonly rev: number }> {
  const id = `schluss-${++count}`;
  const set = { titel: 'X', status: 'offen', vorgangstyp, telefon: '' };
  const made = await brandt.do({ intent: 'create-vorgang', akte, ent: { art: 'vorgang', id }, set });
  if (made.status !== 'ok') throw new Error(made.status);
  return { id, rev: made.rev };
}

const close = (id: string, set: Felder = {}, intent: 'close-vorgang' | 'edit-vorgang' = 'close-vorgang') => {
  const base = { status: 99_999_999, laufzeitBeginn: 99_999_999 };
  return brandt.do({ intent, akte, ent: { art: 'vorgang', id }, base, set: { status: 'zdA', ...set } });
};

/** Its fields as the workstations have them. */
async function pulled(vorgang: string): Promise<Felder | undefined> {
  await brandt.pull();
  return brandt.records.get(`vorgang/${vorgang}`)?.felder;
}

async function addDokument(vorgang: string, dokumenttyp: string, entstehung: string): Promise<void> {
  const id = `d-${++count}`;
  const set = { titel: 'Urkunde', vorgang, dokumenttyp, fuehrendeVersion: null };
  await brandt.do({ intent: 'create-dokument', akte, ent: { art: 'dokument', id }, set });
  const version = {
    ...{ dokument: id, nummer: 1, vorgaenger: null, sha, groesse: bytes.length, dateiname: 'x.pdf' },
    ...{ mimetyp: 'application/pdf', entstehung, erstelltVon: brandt.person, erstellt: now() },
  };
  const made = await brandt.do({
    ...{ intent: 'add-version', akte, ent: { art: 'version', id: `v-${id}` }, need: [sha] },
    set: version,
  });
  expect(made.status).toBe('ok');
}

test('A64: without the act that its Vorgangstyp wants signed, a Vorgang stays open whatever a workstation says', async () => {
  const { id } = await newVorgang('Geburtsanzeige');
  await addDokument(id, 'Geburtsurkunde', 'eingang');
  await addDokument(id, 'Anzeige', 'unterschrift');
  expect(await close(id)).toMatchObject(rejected('vorgang-not-ready'));
  expect(await close(id, {}, 'edit-vorgang')).toMatchObject(rejected('vorgang-not-ready'));
  await addDokument(id, 'Geburtsurkunde', 'unterschrift');
  expect(await close(id)).toMatchObject({ status: 'ok' });
});

test('A64: with an open Konflikt in it, a Vorgang stays open; decided, it is closed', async () => {
  const { id, rev } = await newVorgang('Antrag');
  const edit = (device: TestDevice, telefon: string) =>
    device.do({ intent: 'edit-vorgang', akte, ent: { art: 'vorgang', id }, base: { telefon: rev }, set: { telefon } });
  expect(await edit(nowak, '1')).toMatchObject({ status: 'ok' });
  const contested = await edit(brandt, '2');
  if (contested.status !== 'conflict') throw new Error(contested.status);
  expect(await close(id)).toMatchObject(rejected('vorgang-not-ready'));
  const decided = {
    ...{ status: 'entschieden', entscheidung: '2' },
    ...{ entschiedenVon: nowak.person, entschiedenZeit: now() },
  };
  const ent = { art: 'konflikt', id: contested.konflikt[0]! } as const;
  expect(await nowak.do({ intent: 'resolve-konflikt', akte, ent, base: {}, set: decided })).toMatchObject({
    status: 'ok',
  });
  expect(await close(id)).toMatchObject({ status: 'ok' });
});

test('A64: the Aufbewahrung begins when the law says, and is not set again afterwards', async () => {
  const { id } = await newVorgang('Antrag');
  expect(await close(id, { laufzeitBeginn: '1990-01-01' })).toMatchObject(rejected('operation-invalid'));
  const laufzeitBeginn = beginOfAufbewahrung(localDay(now()));
  expect(await close(id, { laufzeitBeginn })).toMatchObject({ status: 'ok' });
  expect(await close(id, { laufzeitBeginn })).toMatchObject(rejected('akte-closed'));
  const later = { intent: 'edit-vorgang', akte, ent: { art: 'vorgang', id } } as const;
  expect(await brandt.do({ ...later, base: {}, set: { laufzeitBeginn: '1990-01-01' } })).toMatchObject(
    rejected('akte-closed'),
  );
});

test('A64: what was entered as the begin of the Aufbewahrung before or meanwhile does not outlast the closing', async () => {
  const { id, rev } = await newVorgang('Antrag');
  const ent = { art: 'vorgang', id } as const;
  const enter = { intent: 'edit-vorgang', akte, ent, base: {}, set: { laufzeitBeginn: '1990-01-01' } } as const;
  expect(await nowak.do(enter)).toMatchObject({ status: 'ok' });
  expect(await close(id)).toMatchObject(rejected('operation-invalid'));
  const laufzeitBeginn = beginOfAufbewahrung(localDay(now()));
  const closing = { intent: 'close-vorgang', akte, ent, base: { status: rev, laufzeitBeginn: rev } } as const;
  expect((await brandt.do({ ...closing, set: { status: 'zdA', laufzeitBeginn } })).status).not.toBe('conflict');
  await expect.poll(() => pulled(id)).toMatchObject({ status: 'zdA', laufzeitBeginn });
});

test('A64: the decision of a Konflikt closes no Vorgang that could not be closed, and lets its Aufbewahrung begin', async () => {
  const { id, rev } = await newVorgang('Antrag');
  const ent = { art: 'vorgang', id } as const;
  const edit = (device: TestDevice, set: Felder) =>
    device.do({ intent: 'edit-vorgang', akte, ent, base: { status: rev, telefon: rev }, set });
  const laufzeitBeginn = beginOfAufbewahrung(localDay(now()));
  await edit(brandt, { telefon: '1', laufzeitBeginn: '1990-01-01' });
  const [contested, second] = [
    await nowak.do({ intent: 'close-vorgang', akte, ent, base: {}, set: { status: 'zdA', laufzeitBeginn } }),
    await edit(nowak, { telefon: '2' }),
  ];
  if (contested.status !== 'conflict' || second.status !== 'conflict') throw new Error('no Konflikt');
  const decide = (konflikt: string, entscheidung: string) => {
    const by = { entschiedenVon: nowak.person, entschiedenZeit: now() };
    const set = { status: 'entschieden', entscheidung, ...by };
    return nowak.do({ intent: 'resolve-konflikt', akte, ent: { art: 'konflikt', id: konflikt }, base: {}, set });
  };
  // Another Konflikt is open; then the Vorgangstyp wants an act that is missing.
  expect(await edit(brandt, { vorgangstyp: 'Geburtsanzeige' })).toMatchObject({ status: 'merged' });
  expect(await decide(contested.konflikt[0]!, 'zdA')).toMatchObject(rejected('vorgang-not-ready'));
  expect(await decide(second.konflikt[0]!, '2')).toMatchObject({ status: 'ok' });
  expect(await decide(contested.konflikt[0]!, 'zdA')).toMatchObject(rejected('vorgang-not-ready'));
  await addDokument(id, 'Geburtsurkunde', 'unterschrift');
  const begin = { base: { laufzeitBeginn: 99_999_999 }, set: { laufzeitBeginn: '1990-01-01' } };
  expect((await brandt.do({ intent: 'edit-vorgang', akte, ent, ...begin })).status).toBe('ok');
  expect(await decide(contested.konflikt[0]!, 'zdA')).toMatchObject({ status: 'ok' });
  await expect.poll(() => pulled(id)).toMatchObject({ status: 'zdA', laufzeitBeginn });
});

/** A Dokument in a Vorgang whose title was changed by both, so that a Konflikt about it is open. */
async function contestedTitel(vorgang: string): Promise<{ readonly dokument: string; readonly konflikt: string }> {
  const dokument = `d-${++count}`;
  const ent = { art: 'dokument', id: dokument } as const;
  const set = { titel: 'Urkunde', vorgang, dokumenttyp: '', fuehrendeVersion: null };
  const made = await brandt.do({ intent: 'create-dokument', akte, ent, set });
  if (made.status !== 'ok') throw new Error(made.status);
  const base = { titel: made.rev };
  await brandt.do({ intent: 'edit-dokument', akte, ent, base, set: { titel: 'A' } });
  const contested = await nowak.do({ intent: 'edit-dokument', akte, ent, base, set: { titel: 'B' } });
  if (contested.status !== 'conflict') throw new Error(contested.status);
  return { dokument, konflikt: contested.konflikt[0]! };
}

const decideTitel = (device: TestDevice, konflikt: string, entscheidung: string) => {
  const by = { entschiedenVon: device.person, entschiedenZeit: now() };
  const set = { status: 'entschieden', entscheidung, ...by };
  return device.do({ intent: 'resolve-konflikt', akte, ent: { art: 'konflikt', id: konflikt }, base: {}, set });
};

/** Whoever stores a new Konflikt waits in the middle of it until `goOn`. */
async function holdNewKonflikte() {
  const client = await server.pool.connect();
  await client.query(`
    create or replace function hold_konflikt() returns trigger language plpgsql as
      'begin perform pg_advisory_xact_lock(815); return new; end';
    create or replace trigger hold_konflikt before insert on datensatz
      for each row when (new.art = 'konflikt') execute function hold_konflikt();
    select pg_advisory_lock(815)`);
  return {
    isWaited: async () => {
      const { rows } = await client.query(
        `select from pg_locks where locktype = 'advisory' and objid = 815 and not granted`,
      );
      return rows.length > 0;
    },
    async goOn() {
      await client.query('select pg_advisory_unlock(815)');
      client.release();
    },
  };
}

test.each(['edit', 'second decision'] as const)(
  'A64: a Konflikt that is just being made (%s) keeps its Vorgang open',
  async (how) => {
    const { id } = await newVorgang('Antrag');
    const { dokument, konflikt } = await contestedTitel(id);
    expect(await decideTitel(beside, konflikt, 'B')).toMatchObject({ status: 'ok' });
    const held = await holdNewKonflikte();
    // At the same instant as the closing: it contradicts what was decided, and makes a Konflikt.
    const ent = { art: 'dokument', id: dokument } as const;
    const contradicting =
      how === 'edit'
        ? nowak.do({ intent: 'edit-dokument', akte, ent, base: { titel: 1 }, set: { titel: 'C' } })
        : decideTitel(nowak, konflikt, 'A');
    // Together with others it waits for half a second and lets go; then it is decided alone.
    await expect.poll(held.isWaited, { timeout: 10_000 }).toBe(true);
    await sleep(800);
    await expect.poll(held.isWaited, { timeout: 10_000 }).toBe(true);
    const closing = close(id);
    // It must wait for her: time enough to be wrong.
    const isOver = await Promise.race([closing.then(() => true), sleep(1_500, false)]);
    await held.goOn();
    expect(await contradicting).toMatchObject({ status: 'conflict' });
    expect([await closing, isOver]).toMatchObject([rejected('vorgang-not-ready'), false]);
    expect(await pulled(id)).toMatchObject({ status: 'offen' });
  },
);

test('A64: what was closed first takes no decision and no Konflikt any more', async () => {
  const { id } = await newVorgang('Antrag');
  const { konflikt, dokument } = await contestedTitel(id);
  expect(await decideTitel(beside, konflikt, 'B')).toMatchObject({ status: 'ok' });
  expect(await close(id)).toMatchObject({ status: 'ok' });
  expect(await decideTitel(nowak, konflikt, 'A')).toMatchObject(rejected('akte-closed'));
  const ent = { art: 'dokument', id: dokument } as const;
  const edit = { intent: 'edit-dokument', akte, ent, base: { titel: 1 }, set: { titel: 'C' } } as const;
  expect(await nowak.do(edit)).toMatchObject(rejected('akte-closed'));
});
