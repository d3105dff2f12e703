import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { renewEpoch } from '../../server/admin/renew-epoch.ts';
import { transaction } from '../../server/database.ts';
import { endBlocks, listGaps } from '../../server/numbers/number-blocks.ts';
import type { RunningServer } from '../../server/start-server.ts';
import { nextRev, readRecord, storeRecord } from '../../server/store-record.ts';
import { type Felder, posteingangOf } from '../../shared/akte.ts';
import { yearOf } from '../../shared/zeichen.ts';
import { TestDevice } from '../workstation/device.ts';
import { demoPassword } from '../workstation/seeded-folder.ts';
import { startTestServer } from '../workstation/start-server.ts';
import { newAkte, newVorgang, reserve } from './new-akte.ts';

let server: RunningServer;
let brandt: TestDevice;
let yildiz: TestDevice;
let hoffmann: TestDevice;
const akte = 'akte-jugendamt-001';
const enrol = (name: string) => TestDevice.enrol(server.url, name, demoPassword);

beforeAll(async () => {
  server = await startTestServer();
  [brandt, yildiz, hoffmann] = (await Promise.all(['brandt', 'yildiz', 'hoffmann'].map(enrol))) as [
    TestDevice,
    TestDevice,
    TestDevice,
  ];
}, 180_000);
afterAll(() => server?.stop());

async function recordOf(art: string, id: string): Promise<{ akte: string; felder: Record<string, unknown> }> {
  const { rows } = await server.pool.query('select d from datensatz where art = $1 and id = $2', [art, id]);
  return rows[0].d;
}
const zeichenOf = async (id: string) => String((await recordOf('vorgang', id)).felder.geschaeftszeichen);
const rejected = (code: string) => ({ status: 'rejected', code });

test('A3: asking twice gives the same numbers; nobody gets those of another device, or of an Akte she may not write in', async () => {
  const [first] = await reserve(brandt, { vorgaenge: [akte] });
  expect(await reserve(brandt, { vorgaenge: [akte] })).toEqual([first]);
  const [other] = await reserve(yildiz, { vorgaenge: [akte] });
  expect(other!.von).toBeGreaterThan(first!.bis);
  expect(await reserve(hoffmann, { vorgaenge: [akte] })).toEqual([]);
  expect(await reserve(hoffmann, { akten: [{ einheit: 'ap-nichts', jahr: 2026 }] })).toEqual([]);
});

test('A2: sixteen devices that reserve and use numbers at once never share one', async () => {
  const of = 'akte-jugendamt-002';
  const devices = await Promise.all(Array.from({ length: 16 }, (_, i) => enrol(i % 2 ? 'brandt' : 'yildiz')));
  const all = await Promise.all(devices.map((device) => reserve(device, { vorgaenge: [of] })));
  const numbers = all.flat().flatMap(({ von, bis }) => Array.from({ length: bis - von + 1 }, (_, i) => von + i));
  expect(new Set(numbers).size).toBe(numbers.length);
  const { felder } = await recordOf('akte', of);
  const asked = all.map(([block], i) => [devices[i]!, newVorgang(`${felder.aktenzeichen}-${block!.von}`, of)] as const);
  const results = await Promise.all(asked.map(([device, change]) => device.do(change)));
  expect(new Set(results.map(({ status }) => status))).toEqual(new Set(['ok']));
  const given = await Promise.all(asked.map(([, change]) => zeichenOf(change.ent.id)));
  expect(given).toEqual(asked.map(([, { set }]) => set.geschaeftszeichen));
}, 120_000);

test('A5, A6: a number of somebody else, or one used before, is replaced, and the Zeichen that was asked for is kept', async () => {
  const [block] = await reserve(brandt, { vorgaenge: [akte] });
  const { felder } = await recordOf('akte', akte);
  const zeichen = `${felder.aktenzeichen}-${block!.naechste}`;
  const own = newVorgang(zeichen);
  const again = newVorgang(zeichen);
  const stolen = newVorgang(`${felder.aktenzeichen}-${block!.naechste + 1}`);
  await brandt.do(own);
  await brandt.do(again);
  await yildiz.do(stolen);
  expect(await zeichenOf(own.ent.id)).toBe(zeichen);
  for (const { ent, set } of [again, stolen]) {
    expect(await zeichenOf(ent.id)).not.toBe(set.geschaeftszeichen);
    expect((await recordOf('vorgang', ent.id)).felder.fruehereZeichen).toEqual([set.geschaeftszeichen]);
  }
  const unnamed = newVorgang('');
  await yildiz.do(unnamed);
  expect((await recordOf('vorgang', unnamed.ent.id)).felder.fruehereZeichen).toBeUndefined();
});

test('A7: what a device hands back unused is given again, unless a later number is out; the rest is listed as a gap', async () => {
  const of = 'akte-jugendamt-003';
  const [a, b] = await Promise.all([enrol('brandt'), enrol('brandt')]);
  const [first] = await reserve(a, { vorgaenge: [of] });
  const [second] = await reserve(b, { vorgaenge: [of] });
  const end = (device: TestDevice, isAllSent: boolean) =>
    transaction(server.pool, (db) => endBlocks(db, [device.id], { now: new Date(), isAllSent }));
  await end(b, true);
  const [third] = await reserve(await enrol('brandt'), { vorgaenge: [of] });
  expect(third!.von).toBe(second!.von);
  await end(a, true);
  const gaps = (await listGaps(server.pool)).filter(({ kreis }) => kreis === first!.kreis);
  expect(gaps.map(({ von, bis }) => [von, bis])).toEqual([[first!.von, first!.bis]]);
});

test('A8: a server put back from a backup gives no number again, and takes those that were used meanwhile', async () => {
  const of = 'akte-jugendamt-004';
  const fresh = 'akte-jugendamt-005';
  const [before] = await reserve(brandt, { vorgaenge: [of] });
  // As of now, from the backup: what was given out afterwards is not known any more.
  const lost = await reserve(yildiz, { vorgaenge: [of, fresh] });
  const [lostOld] = lost.filter(({ kreis }) => kreis === before!.kreis);
  const [lostNew] = lost.filter(({ kreis }) => kreis !== before!.kreis);
  await server.pool.query('delete from nummernblock where geraet = $1', [yildiz.id]);
  await server.pool.query('update nummernkreis set naechste = $2 where kreis = $1', [lostOld!.kreis, lostOld!.von]);
  await server.pool.query('delete from nummernkreis where kreis = $1', [lostNew!.kreis]);
  await transaction(server.pool, (db) => renewEpoch(db));
  const after = await reserve(await enrol('brandt'), { vorgaenge: [of, fresh] });
  for (const { kreis, von } of after) {
    expect(von).toBeGreaterThan((kreis === lostOld!.kreis ? lostOld! : lostNew!).bis);
  }
  for (const [block, id] of [
    [lostOld!, of],
    [lostNew!, fresh],
  ] as const) {
    const used = newVorgang(`${(await recordOf('akte', id)).felder.aktenzeichen}-${block.von}`, id);
    await yildiz.do(used);
    expect(await zeichenOf(used.ent.id)).toBe(used.set.geschaeftszeichen);
  }
});

test('A30: an Akte is made whole, by whoever may write in it, no higher than the profile allows, in the open', async () => {
  const [block] = await reserve(brandt, { akten: [{ einheit: 'ap-51.20', jahr: yearOf(new Date().toISOString()) }] });
  expect(block!.kreis).toMatch(/^51\.20\.\{nnn\}\/\d{4}$/);
  const made = newAkte();
  expect(await brandt.do(made)).toMatchObject({ status: 'ok' });
  expect((await recordOf('akte', made.ent.id)).felder).toMatchObject({
    fruehereZeichen: ['vorläufig'],
    status: 'offen',
  });
  expect(await brandt.do(newAkte({ vertraulichkeit: '001' }))).toMatchObject(rejected('no-right'));
  expect(await brandt.do(newAkte({ vertraulichkeit: '005' }))).toMatchObject(rejected('vertraulichkeit-too-high'));
  expect(await brandt.do(newAkte({ federfuehrung: 'bauamt' }))).toMatchObject(rejected('no-right'));
  expect(await brandt.do(newAkte({ aktenplaneinheit: 'ap-99' }))).toMatchObject(rejected('not-found'));
  expect(await brandt.do(newAkte({ status: 'zdA' }))).toMatchObject(rejected('operation-invalid'));
  expect(await brandt.do(newAkte({ titel: '' }))).toMatchObject(rejected('operation-invalid'));
  expect(await brandt.do({ ...newAkte(), akte })).toMatchObject(rejected('operation-invalid'));
  const { angelegt: _, ...incomplete } = newAkte().set as Record<string, string>;
  expect(await brandt.do({ ...newAkte(), set: incomplete })).toMatchObject(rejected('operation-invalid'));
});

test('A68: only the administration makes the Posteingang of an Einheit, and nobody closes it or hands it on', async () => {
  // Of an Einheit that comes later: whoever made it first would read its letters.
  expect(await brandt.do(newAkte({}, posteingangOf('neues-amt')))).toMatchObject(rejected('operation-invalid'));
  const id = posteingangOf('jugendamt');
  const on = { akte: id, ent: { art: 'akte' as const, id } };
  const [closed, handed] = [{ status: 'zdA', laufzeitBeginn: '2027-01-01' }, { federfuehrung: 'bauamt' }];
  const base = { status: 2 ** 50, laufzeitBeginn: 2 ** 50, federfuehrung: 2 ** 50 };
  expect(await brandt.do({ intent: 'close-akte', ...on, base, set: closed })).toMatchObject(
    rejected('operation-invalid'),
  );
  expect(await brandt.do({ intent: 'edit-akte', ...on, base, set: handed })).toMatchObject(
    rejected('operation-invalid'),
  );
});

test('A68: no Vorgang is made in a Posteingang or moved into one; one that lies there since is edited and moved out', async () => {
  const eingang = posteingangOf('jugendamt');
  expect(await brandt.do(newVorgang('', eingang))).toMatchObject(rejected('operation-invalid'));
  const vorgang = newVorgang('');
  const made = await brandt.do(vorgang);
  if (made.status !== 'ok') throw new Error(made.status);
  const { ent } = vorgang;
  const move = (to: string) =>
    ({ intent: 'move-vorgang', akte: to, ent, base: { ablage: 2 ** 50 }, set: { ablage: to } }) as const;
  expect(await brandt.do(move(eingang))).toMatchObject(rejected('operation-invalid'));
  expect((await recordOf('vorgang', ent.id)).akte).toBe(akte);
  // As a server before this rule left it.
  await transaction(server.pool, async (db) => {
    const record = (await readRecord(db, 'vorgang', ent.id))!;
    await storeRecord(db, { ...record, akte: eingang, rev: await nextRev(db) }, { by: null });
  });
  const edit = { intent: 'edit-vorgang', akte: eingang, ent, base: { titel: 2 ** 50 }, set: { titel: 'Neu' } } as const;
  expect(await brandt.do(edit)).toMatchObject({ status: 'ok' });
  expect(await brandt.do(move(akte))).toMatchObject({ status: 'ok' });
  expect((await recordOf('vorgang', ent.id)).akte).toBe(akte);
});

test('A1, A31, A32: a Zeichen is not typed over; lowering the Vertraulichkeit needs a reason; the history keeps old and new', async () => {
  const made = newAkte({ vertraulichkeit: '002' });
  const result = await brandt.do(made);
  if (result.status !== 'ok') throw new Error(result.status);
  const edit = (set: Felder) => ({
    intent: 'edit-akte' as const,
    akte: made.ent.id,
    ent: made.ent,
    base: Object.fromEntries(Object.keys(set).map((feld) => [feld, 2 ** 50])),
    set,
  });
  expect(await brandt.do(edit({ aktenzeichen: '51.20.001/1999' }))).toMatchObject(rejected('operation-invalid'));
  expect(await brandt.do(edit({ vertraulichkeit: '003' }))).toMatchObject(rejected('reason-missing'));
  expect(await brandt.do(edit({ vertraulichkeit: '003', vertraulichkeitGrund: ' ' }))).toMatchObject(
    rejected('reason-missing'),
  );
  expect(await brandt.do(edit({ vertraulichkeit: '005' }))).toMatchObject(rejected('vertraulichkeit-too-high'));
  expect(await brandt.do(edit({ status: 'zdA' }))).toMatchObject(rejected('operation-invalid'));
  const lowered = await brandt.do(edit({ vertraulichkeit: '003', vertraulichkeitGrund: 'Frist abgelaufen' }));
  expect(lowered.status).toBe('ok');
  const { felder } = await recordOf('ereignis', `aenderung-${brandt.id}-${brandt.n}`);
  expect(felder).toMatchObject({ von: brandt.person, bezug: made.ent.id });
  expect(JSON.parse(String(felder.text))).toEqual([
    { feld: 'vertraulichkeit', alt: '002', neu: '003' },
    { feld: 'vertraulichkeitGrund', alt: null, neu: 'Frist abgelaufen' },
  ]);
  const forged = { ...felder, von: yildiz.person, zeit: new Date().toISOString(), text: '[]' } as Felder;
  const ent = { art: 'ereignis' as const, id: randomUUID() };
  expect(await yildiz.do({ intent: 'add-ereignis', akte: made.ent.id, ent, set: forged })).toMatchObject(
    rejected('operation-invalid'),
  );
});

test('A34: an Akte is closed when all its Vorgaenge are, takes nothing more, and only the Leitung opens it again', async () => {
  const made = newAkte();
  await brandt.do(made);
  const id = made.ent.id;
  const vorgang = newVorgang('', id);
  await brandt.do(vorgang);
  const base = { status: 2 ** 50, laufzeitBeginn: 2 ** 50 };
  const set = { status: 'zdA', laufzeitBeginn: '2027-01-01' };
  const close = { intent: 'close-akte' as const, akte: id, ent: made.ent, base, set };
  expect(await brandt.do(close)).toMatchObject(rejected('akte-has-open-vorgaenge'));
  await brandt.do({ intent: 'close-vorgang', akte: id, ent: vorgang.ent, base, set });
  expect(await brandt.do(close)).toMatchObject({ status: 'ok' });
  expect(await brandt.do(newVorgang('', id))).toMatchObject(rejected('akte-closed'));
  const reopen = { intent: 'edit-akte' as const, akte: id, ent: made.ent, base, set: { status: 'offen' } };
  expect(await brandt.do(reopen)).toMatchObject(rejected('no-right'));
  const why = (von: string) => ({
    intent: 'add-ereignis' as const,
    akte: id,
    ent: { art: 'ereignis' as const, id: randomUUID() },
    set: {
      ereignistyp: 'wiedereroeffnung',
      bezugArt: 'akte',
      bezug: id,
      versionSha: null,
      text: 'Neuer Antrag',
      von,
      zeit: new Date().toISOString(),
    },
  });
  expect(await yildiz.do(why(yildiz.person))).toMatchObject({ status: 'ok' });
  expect(await yildiz.do(reopen)).toMatchObject({ status: 'ok' });
  expect(await brandt.do(newVorgang('', id))).toMatchObject({ status: 'ok' });
});

test('A20-A22: a moved Vorgang takes everything along; what is filed to it meanwhile follows; a second move is a Konflikt', async () => {
  const [from, to, third] = [newAkte(), newAkte(), newAkte()];
  for (const made of [from, to, third]) await brandt.do(made);
  const vorgang = newVorgang('', from.ent.id);
  const made = await brandt.do(vorgang);
  if (made.status !== 'ok') throw new Error(made.status);
  const dokument = (id: string) => ({
    intent: 'create-dokument' as const,
    akte: from.ent.id,
    ent: { art: 'dokument' as const, id },
    set: { titel: 'Brief', vorgang: vorgang.ent.id, fuehrendeVersion: null },
  });
  const [early, late] = [dokument(randomUUID()), dokument(randomUUID())];
  await brandt.do(early);
  const move = (into: string) => ({
    intent: 'move-vorgang' as const,
    akte: into,
    ent: vorgang.ent,
    base: { ablage: made.rev },
    set: { ablage: into },
  });
  const before = await zeichenOf(vorgang.ent.id);
  expect(await brandt.do({ ...move(to.ent.id), akte: third.ent.id })).toMatchObject(rejected('operation-invalid'));
  expect(await brandt.do(move('akte-bauamt-001'))).toMatchObject(rejected('no-right'));
  expect(await brandt.do(move(to.ent.id))).toMatchObject({ status: 'ok' });
  expect(await yildiz.do(late)).toMatchObject({ status: 'ok' });
  for (const [art, id] of [
    ['vorgang', vorgang.ent.id],
    ['dokument', early.ent.id],
    ['dokument', late.ent.id],
  ] as const) {
    expect((await recordOf(art, id)).akte).toBe(to.ent.id);
  }
  expect(await zeichenOf(vorgang.ent.id)).toBe(before);
  const contested = await yildiz.do(move(third.ent.id));
  expect(contested).toMatchObject({ status: 'conflict', fields: ['ablage'] });
  expect((await recordOf('vorgang', vorgang.ent.id)).akte).toBe(to.ent.id);
  if (contested.status !== 'conflict') throw new Error(contested.status);
  const decide = await yildiz.do({
    intent: 'resolve-konflikt',
    akte: to.ent.id,
    ent: { art: 'konflikt', id: contested.konflikt[0]! },
    base: {},
    set: {
      status: 'entschieden',
      entscheidung: third.ent.id,
      entschiedenVon: yildiz.person,
      entschiedenZeit: new Date().toISOString(),
    },
  });
  expect(decide).toMatchObject({ status: 'ok' });
  for (const [art, id] of [
    ['vorgang', vorgang.ent.id],
    ['dokument', late.ent.id],
    ['konflikt', contested.konflikt[0]!],
  ] as const) {
    expect((await recordOf(art, id)).akte).toBe(third.ent.id);
  }
});

test('A24: a link is added element by element, to what the person sees and nothing else', async () => {
  const vorgang = newVorgang('');
  await brandt.do(vorgang);
  const link = (add: string[], set: Felder = {}) => ({
    intent: 'link' as const,
    akte,
    ent: vorgang.ent,
    set,
    add: { verweise: add },
  });
  const target = newVorgang('');
  await brandt.do(target);
  expect(await brandt.do(link([`vorgang:${target.ent.id}`]))).toMatchObject({ status: 'ok' });
  expect(await brandt.do(link(['vorgang:vorgang-bauamt-001-1']))).toMatchObject(rejected('not-found'));
  expect(await brandt.do(link(['vorgang:gibt-es-nicht']))).toMatchObject(rejected('not-found'));
  expect(await brandt.do(link([], { verweise: [] }))).toMatchObject(rejected('operation-invalid'));
  expect(await brandt.do(link(['akte:x']))).toMatchObject(rejected('operation-invalid'));
  expect((await recordOf('vorgang', vorgang.ent.id)).felder.verweise).toEqual([`vorgang:${target.ent.id}`]);
});
