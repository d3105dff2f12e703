import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { transaction } from '../../server/database.ts';
import { claimNumber, endBlocks } from '../../server/numbers/number-blocks.ts';
import type { RunningServer } from '../../server/start-server.ts';
import { datensatzSchema, type Felder } from '../../shared/akte.ts';
import { parseFeldaenderungen } from '../../shared/feldaenderung.ts';
import { yearOf } from '../../shared/zeichen.ts';
import { TestDevice } from '../workstation/device.ts';
import { demoPassword } from '../workstation/seeded-folder.ts';
import { startTestServer } from '../workstation/start-server.ts';
import { newAkte, newVorgang, reserve } from './new-akte.ts';

let server: RunningServer;
let brandt: TestDevice;
let yildiz: TestDevice;
const akte = 'akte-jugendamt-001';
const enrol = (name: string) => TestDevice.enrol(server.url, name, demoPassword);

beforeAll(async () => {
  server = await startTestServer();
  [brandt, yildiz] = (await Promise.all(['brandt', 'yildiz'].map(enrol))) as [TestDevice, TestDevice];
}, 180_000);
afterAll(() => server?.stop());

async function recordOf(art: string, id: string): Promise<{ akte: string; felder: Record<string, unknown> }> {
  const { rows } = await server.pool.query('select d from datensatz where art = $1 and id = $2', [art, id]);
  return rows[0].d;
}
const rejected = (code: string) => ({ status: 'rejected', code });

test('A30, A34: what a decision of a Konflikt sets in an Akte is checked as if it was entered', async () => {
  const made = newAkte({ vertraulichkeit: '002' });
  const { rev } = (await brandt.do(made)) as { rev: number };
  const edit = (set: Felder) => ({ intent: 'edit-akte' as const, akte: made.ent.id, ent: made.ent, set });
  const base = { vertraulichkeit: rev, status: rev };
  const lowered = { vertraulichkeit: '003', vertraulichkeitGrund: 'Frist abgelaufen' };
  expect(await brandt.do({ ...edit(lowered), base: { ...base, vertraulichkeitGrund: rev } })).toMatchObject({
    status: 'ok',
  });
  const konfliktOf = async (change: Parameters<TestDevice['do']>[0]) => {
    const result = await yildiz.do(change);
    if (result.status !== 'conflict') throw new Error(result.status);
    return result.konflikt[0]!;
  };
  const decide = (id: string, entscheidung: string) =>
    yildiz.do({
      intent: 'resolve-konflikt',
      akte: made.ent.id,
      ent: { art: 'konflikt', id },
      base: {},
      set: {
        status: 'entschieden',
        entscheidung,
        entschiedenVon: yildiz.person,
        entschiedenZeit: new Date().toISOString(),
      },
    });
  const height = await konfliktOf({ ...edit({ vertraulichkeit: '002' }), base });
  expect(await decide(height, '005')).toMatchObject(rejected('vertraulichkeit-too-high'));
  expect(await decide(height, '002')).toMatchObject({ status: 'ok' });

  const newest = { status: 2 ** 50, laufzeitBeginn: 2 ** 50 };
  const close = {
    intent: 'close-akte' as const,
    akte: made.ent.id,
    ent: made.ent,
    base: newest,
    set: { status: 'zdA', laufzeitBeginn: '2027-01-01' },
  };
  expect(await brandt.do(close)).toMatchObject({ status: 'ok' });
  expect(await yildiz.do({ ...edit({ status: 'offen' }), base: newest })).toMatchObject({ status: 'ok' });
  const again = { ...close, base: { status: rev }, set: { ...close.set, laufzeitBeginn: '2028-01-01' } };
  const secondDesk = await enrol('brandt');
  const contested = await secondDesk.do(again);
  if (contested.status !== 'conflict') throw new Error(contested.status);
  const vorgang = newVorgang('', made.ent.id);
  expect(await brandt.do(vorgang)).toMatchObject({ status: 'ok' });
  expect(contested.fields).toEqual(['status', 'laufzeitBeginn']);
  expect(await decide(contested.konflikt[0]!, 'zdA')).toMatchObject(rejected('akte-has-open-vorgaenge'));
  expect(await decide(contested.konflikt[1]!, '2027-01-01')).toMatchObject({ status: 'ok' });
});

test('A34: about a closed Akte nothing is written down but what happened to it', async () => {
  const made = newAkte();
  await brandt.do(made);
  const base = { status: 2 ** 50, laufzeitBeginn: 2 ** 50 };
  const set = { status: 'zdA', laufzeitBeginn: '2027-01-01' };
  await brandt.do({ intent: 'close-akte', akte: made.ent.id, ent: made.ent, base, set });
  const ereignis = (ereignistyp: string) =>
    brandt.do({
      intent: 'add-ereignis',
      akte: made.ent.id,
      ent: { art: 'ereignis', id: randomUUID() },
      set: {
        ereignistyp,
        bezugArt: 'akte',
        bezug: made.ent.id,
        versionSha: null,
        text: 'Nachtrag',
        von: brandt.person,
        zeit: new Date().toISOString(),
      },
    });
  expect(await ereignis('vermerk')).toMatchObject(rejected('akte-closed'));
  expect(await ereignis('zdA')).toMatchObject({ status: 'ok' });
});

test('A32: nothing that a person makes takes the place of what the server writes into the history', async () => {
  const vorgang = newVorgang('');
  const made = await brandt.do(vorgang);
  if (made.status !== 'ok') throw new Error(made.status);
  const vermerk = {
    intent: 'add-ereignis' as const,
    akte,
    ent: { art: 'ereignis' as const, id: `aenderung-${brandt.id}-${brandt.n + 2}` },
    set: {
      ereignistyp: 'vermerk',
      bezugArt: 'vorgang',
      bezug: vorgang.ent.id,
      versionSha: null,
      text: 'Zugesagt.',
      von: brandt.person,
      zeit: new Date().toISOString(),
    },
  };
  expect(await brandt.do(vermerk)).toMatchObject(rejected('operation-invalid'));
});

test('A32: no value, however it is written, makes a history that workstations refuse or cannot read', async () => {
  const vorgang = newVorgang('');
  const made = await brandt.do(vorgang);
  if (made.status !== 'ok') throw new Error(made.status);
  const edit = (set: Felder) => ({
    intent: 'edit-vorgang' as const,
    akte,
    ent: vorgang.ent,
    base: Object.fromEntries(Object.keys(set).map((feld) => [feld, 2 ** 50])),
    set,
  });
  expect(await brandt.do(edit({ bemerkung: `${'x'.repeat(299)}😀 Ende` }))).toMatchObject({ status: 'ok' });
  const { felder } = await recordOf('ereignis', `aenderung-${brandt.id}-${brandt.n}`);
  expect(parseFeldaenderungen(String(felder.text))).toMatchObject([{ feld: 'bemerkung', alt: null }]);
  const full = (sign: string) => ({
    titel: sign.repeat(300),
    vorgangstyp: sign.repeat(120),
    beteiligte: [sign.repeat(200), sign.repeat(200)],
    steuernummer: sign.repeat(40),
    telefon: sign.repeat(60),
    anschrift: sign.repeat(300),
    bemerkung: sign.repeat(300),
    schritte: Array.from({ length: 10 }, () => sign.repeat(40)),
  });
  for (const sign of ['\u0001', '\u0002']) expect(await brandt.do(edit(full(sign)))).toMatchObject({ status: 'ok' });
  const written = await recordOf('ereignis', `aenderung-${brandt.id}-${brandt.n}`);
  expect(datensatzSchema.safeParse(written).success).toBe(true);
  expect(parseFeldaenderungen(String(written.felder.text))).toHaveLength(8);
});

test('A24: a Vorgang is not made with links that nobody checked', async () => {
  const vorgang = newVorgang('');
  const set = { ...vorgang.set, verweise: ['vorgang:vorgang-bauamt-001-1'] };
  expect(await brandt.do({ ...vorgang, set })).toMatchObject(rejected('operation-invalid'));
});

test('A2: one number is used once, however its digits are written', async () => {
  const jahr = yearOf(new Date().toISOString());
  const blocks = await reserve(brandt, { akten: [{ einheit: 'ap-51.20', jahr }] });
  const { naechste } = blocks.at(-1)!;
  const plain = newAkte({ aktenzeichen: `51.20.${String(naechste).padStart(3, '0')}/${jahr}` });
  const padded = newAkte({ aktenzeichen: `51.20.${String(naechste).padStart(4, '0')}/${jahr}` });
  for (const one of [plain, padded]) expect(await brandt.do(one)).toMatchObject({ status: 'ok' });
  expect((await recordOf('akte', plain.ent.id)).felder.aktenzeichen).toBe(plain.set.aktenzeichen);
  expect((await recordOf('akte', padded.ent.id)).felder.aktenzeichen).not.toBe(padded.set.aktenzeichen);
});

test('A21, S22: who saw an Akte only by a Vorgang in her hand sees it no longer when the Vorgang has left it', async () => {
  const nowak = await enrol('nowak');
  const [from, to] = [newAkte(), newAkte()];
  for (const made of [from, to]) await brandt.do(made);
  const vorgang = newVorgang('', from.ent.id);
  const inHand = { ...vorgang, set: { ...vorgang.set, bearbeitung: nowak.person } };
  const made = await brandt.do(inHand);
  if (made.status !== 'ok') throw new Error(made.status);
  const sees = async () => {
    await nowak.pull();
    return [from, to, vorgang].map(({ ent }) => nowak.records.get(`${ent.art}/${ent.id}`)?.akte);
  };
  await expect.poll(sees, { timeout: 10_000 }).toEqual([from.ent.id, undefined, from.ent.id]);
  const move = { intent: 'move-vorgang' as const, akte: to.ent.id, ent: vorgang.ent, base: { ablage: made.rev } };
  expect(await brandt.do({ ...move, set: { ablage: to.ent.id } })).toMatchObject({ status: 'ok' });
  await expect.poll(sees, { timeout: 10_000 }).toEqual([undefined, to.ent.id, to.ent.id]);
  const { rows } = await server.pool.query('select akte from sicht where person = $1 and akte = any($2)', [
    nowak.person,
    [from.ent.id, to.ent.id],
  ]);
  expect(rows).toEqual([{ akte: to.ent.id }]);
}, 60_000);

test('A7: a number on a Vorgang that was refused may be on a letter: it is not given again', async () => {
  const of = 'akte-jugendamt-006';
  const device = await enrol('brandt');
  const [block] = await reserve(device, { vorgaenge: [of] });
  const { felder } = await recordOf('akte', of);
  const refused = { ...newVorgang(`${felder.aktenzeichen}-${block!.von}`, of), add: { fruehereZeichen: ['x'] } };
  expect(await device.do(refused)).toMatchObject({ status: 'rejected' });
  await transaction(server.pool, (db) => endBlocks(db, [device.id], { now: new Date(), isAllSent: true }));
  const [next] = await reserve(await enrol('brandt'), { vorgaenge: [of] });
  expect(next!.von).toBe(block!.von + 1);
});

test('A8: of two who use one lost number at the same moment the second waits, and finds it taken', async () => {
  await server.pool.query(`insert into nummernsprung values ('probe-{n}', 1, 10)`);
  const claim = { kreis: 'probe-{n}', person: brandt.person, nummer: 3 };
  const held = await transaction(server.pool, async (db) => {
    expect(await claimNumber(db, claim)).toBe(true);
    const second = transaction(server.pool, (other) => claimNumber(other, { ...claim, person: yildiz.person }));
    const first = await Promise.race([second, new Promise((done) => setTimeout(done, 500, 'waits'))]);
    return { first, second };
  });
  expect([held.first, await held.second]).toEqual(['waits', true]);
});
