import { beforeAll, expect, test } from 'vitest';
import type { VorratFilter, VorratZeile } from '../../../renderer/replica-api/vorrat-rows.ts';
import { AppError } from '../../../shared/errors.ts';
import type { FristEingabe } from '../../../shared/frist/compute-frist.ts';
import { localDay } from '../../../shared/local-day.ts';
import type { Desk } from '../../workstation/desk.ts';
import { openDesks } from '../../workstation/open-desks.ts';

const akte = 'akte-jugendamt-001';
let brandt: Desk;
let yildiz: Desk;

beforeAll(async () => {
  const authority = await openDesks('brandt', 'yildiz');
  [brandt, yildiz] = authority.desks;
  return authority.close;
}, 180_000);

const ask = async (desk: Desk, filter: Partial<VorratFilter> = {}, limit = 10_000) =>
  desk.queries.arbeitsvorrat({ kreis: 'mir', fuer: null, grund: null, text: '', offset: 0, limit, ...filter });
const rowsOf = async (desk: Desk, filter?: Partial<VorratFilter>) => (await ask(desk, filter)).rows;
const today = () => localDay(new Date().toISOString());
const ids = (rows: readonly VorratZeile[]) => rows.map(({ id }) => id).toSorted();

/** A Vorgang in the Akte of brandt's Einheit, in nobody's or somebody's hand. */
async function newVorgang(desk: Desk, set: Record<string, string | null>): Promise<string> {
  const { id } = await desk.commands.createVorgang({ akte, titel: 'Rückfrage Meldeamt', vorgangstyp: 'Anfrage' });
  const base = Object.fromEntries(Object.keys(set).map((feld) => [feld, 0]));
  await desk.commands.editVorgang({ id, set, base });
  return id;
}

/** Computed Fristen that nobody settled or replaced. */
async function runningFristen(desk: Desk) {
  const read = await Promise.all(
    desk.replica.tables.frist.ids.map((id) => (id === null ? null : desk.replica.read('frist', id))),
  );
  const records = read.filter((one) => one !== null);
  const replaced = new Set(records.map(({ felder }) => felder.ersetzt));
  return records.flatMap(({ id, felder: { vorgang, ende, status } }) =>
    status === 'offen' && !replaced.has(id) ? [{ id, vorgang, ende }] : [],
  );
}

/** The same from the records themselves, one after the other. */
async function slowly(desk: Desk, accepts: (felder: Record<string, unknown>) => boolean): Promise<readonly string[]> {
  const { vorgang } = desk.replica.tables;
  const running = await runningFristen(desk);
  const found: string[] = [];
  for (const id of vorgang.ids) {
    const felder = id === null ? undefined : (await desk.replica.read('vorgang', id))?.felder;
    if (felder?.status !== 'offen' || !accepts(felder)) continue;
    const computed = running.filter((frist) => frist.vorgang === id);
    found.push(...computed.map((frist) => `frist:${frist.id}`));
    if (felder.frist && !computed.some(({ ende }) => ende === felder.frist)) found.push(`frist:${id}`);
    if (felder.wiedervorlage) found.push(`wiedervorlage:${id}`);
  }
  return found.toSorted();
}

test('V1, V3: every open Vorgang with a day is there once per reason, in the hand it is in', async () => {
  const calls = (rows: readonly VorratZeile[]) => ids(rows.filter(({ vorgang }) => vorgang !== null));
  const mine = await slowly(brandt, ({ bearbeitung }) => bearbeitung === 'p-brandt');
  expect(mine.length).toBeGreaterThan(10);
  expect(calls(await rowsOf(brandt))).toEqual(mine);
  const unit = await slowly(brandt, ({ federfuehrung }) => federfuehrung === 'jugendamt');
  expect(calls(await rowsOf(brandt, { kreis: 'einheit' }))).toEqual(unit);
  const his = await slowly(brandt, ({ bearbeitung }) => bearbeitung === 'p-yildiz');
  expect(his.length).toBeGreaterThan(0);
  expect(calls(await rowsOf(brandt, { kreis: 'vertretung', fuer: 'p-yildiz' }))).toEqual(his);
});

test('V1, V2: a Frist whose end nobody can tell yet is there without a date', async () => {
  const vorgang = await newVorgang(brandt, { frist: null });
  const eingabe: FristEingabe = {
    regime: 'sgb-x',
    kanal: 'post',
    land: 'NW',
    gemeinde: null,
    ereignis: null,
    zugang: null,
    bestritten: false,
    dauer: 1,
    einheit: 'monat',
  };
  const { id } = await brandt.commands.setFrist({ vorgang, bezeichnung: 'Widerspruch', eingabe, ersetzt: null });
  const row = (await rowsOf(brandt)).find((one) => one.id === `frist:${id}`);
  expect(row).toMatchObject({ neben: 'Widerspruch', termin: null, seit: null, dringlichkeit: 'ohneTermin', vorgang });
});

test('V3: nobody is shown the work of a person she does not stand in for', async () => {
  expect((await ask(brandt, { kreis: 'vertretung' })).vertretene.map(({ id }) => id)).toEqual(['p-yildiz']);
  expect(await rowsOf(brandt, { kreis: 'vertretung', fuer: 'p-hoffmann' })).toEqual([]);
});

test('V1: what came in for the own Einheit is there with its sender, other Einheiten have their own', async () => {
  const eingaenge = (await rowsOf(brandt, { grund: 'eingang' })).map((row) => row.grund === 'eingang' && row.dokument);
  const lying = (await brandt.queries.posteingang({})).map(({ id }) => id);
  expect(eingaenge.toSorted()).toEqual(lying.filter((id) => id.includes('jugendamt')).toSorted());
  expect(eingaenge.length).toBeGreaterThan(0);
});

test('V4: what nobody has in hand waits for everybody of the Einheit', async () => {
  const id = await newVorgang(brandt, { bearbeitung: null, frist: today() });
  await brandt.sync();
  await yildiz.syncUntil(() => yildiz.replica.tables.vorgang.row(id) >= 0);
  for (const desk of [brandt, yildiz]) {
    const row = (await rowsOf(desk)).find((one) => one.id === `frist:${id}`);
    expect(row).toMatchObject({ bearbeitung: null, isMine: true, dringlichkeit: 'heute' });
  }
});

test('V5: the count is what is late, due today or stops work; it changes with the day', async () => {
  const due = async () => (await brandt.queries.uebersicht({})).vorrat;
  const before = await due();
  await newVorgang(brandt, { wiedervorlage: '2999-12-31', frist: today() });
  expect(await due()).toBe(before + 1);
  const { fristenHeute } = await brandt.queries.uebersicht({});
  await newVorgang(brandt, { frist: today() });
  await newVorgang(brandt, { frist: '2999-12-31' });
  expect((await brandt.queries.uebersicht({})).fristenHeute).toBe(fristenHeute + 1);
  const all = (await rowsOf(brandt)).filter(({ termin }) => termin !== null).length;
  brandt.now = () => new Date('3000-01-01T12:00:00Z');
  expect((await ask(brandt)).gruppen.ueberfaellig).toBe(all);
  brandt.now = () => new Date();
  expect(await due()).toBe(before + 2);
});

test('V6: parts are counted, pages follow each other, a text narrows by title, Zeichen and sender', async () => {
  const whole = await ask(brandt);
  expect(Object.values(whole.gruppen).reduce((sum, n) => sum + n, 0)).toBe(whole.total);
  const pages = [];
  for (let offset = 0; offset < whole.total; offset += 7)
    pages.push(...(await brandt.queries.arbeitsvorrat({ ...filterOf({}), offset, limit: 7 })).rows);
  expect(pages).toEqual(whole.rows);
  const found = await rowsOf(brandt, { text: 'ruckfrage MELDEAMT' });
  expect(found.length).toBeGreaterThan(0);
  expect(new Set(found.map(({ titel }) => titel))).toEqual(new Set(['Rückfrage Meldeamt']));
  const [eingang] = await rowsOf(brandt, { grund: 'eingang' });
  const bySender = await rowsOf(brandt, { text: eingang?.grund === 'eingang' ? eingang.absender : '?' });
  expect(ids(bySender)).toContain(eingang?.id);
});

const filterOf = (filter: Partial<VorratFilter>): VorratFilter => ({
  ...{ kreis: 'mir', fuer: null, grund: null, text: '' },
  ...filter,
});

test('V1: a Konflikt and a change that was not accepted wait until a person has dealt with them', async () => {
  const id = await newVorgang(brandt, { telefon: '1' });
  await brandt.sync();
  await yildiz.syncUntil(() => yildiz.replica.tables.vorgang.row(id) >= 0);
  const rev = (await yildiz.queries.vorgang({ id }))?.vorgang.rev ?? 0;
  await yildiz.commands.editVorgang({ id, set: { telefon: '2' }, base: { telefon: rev } });
  await brandt.commands.editVorgang({ id, set: { telefon: '3' }, base: { telefon: rev } });
  await yildiz.sync();
  await brandt.syncUntil(async () => (await rowsOf(brandt, { grund: 'konflikt' })).length > 0);
  const [row] = await rowsOf(brandt, { grund: 'konflikt' });
  expect(row).toMatchObject({ feld: 'telefon', vorgang: id, titel: 'Rückfrage Meldeamt', dringlichkeit: 'heute' });
  expect(row?.seit).toMatch(/^\d{4}-/);
  if (row?.grund !== 'konflikt') throw new Error('no Konflikt');
  await brandt.commands.resolveKonflikt({ konflikt: row.konflikt, wert: '3' });
  expect(await rowsOf(brandt, { grund: 'konflikt' })).toEqual([]);
  await brandt.sync();

  await yildiz.sync();
  yildiz.offline = true;
  await yildiz.commands.addVermerk({ bezugArt: 'vorgang', bezug: id, text: 'kommt zu spät' });
  await brandt.commands.closeVorgang({ id, grund: '' });
  await brandt.sync();
  yildiz.offline = false;
  await yildiz.syncUntil(async () => (await rowsOf(yildiz, { grund: 'abgelehnt' })).length > 0);
  const [refused] = await rowsOf(yildiz, { grund: 'abgelehnt' });
  expect(refused).toMatchObject({ code: 'akte-closed', titel: 'Rückfrage Meldeamt', dringlichkeit: 'heute' });
  if (refused?.grund !== 'abgelehnt') throw new Error('nothing refused');
  await yildiz.commands.discardRejected({ n: refused.n, grund: 'steht im Bescheid' });
  expect(await rowsOf(yildiz, { grund: 'abgelehnt' })).toEqual([]);
});

test('V8: several Vorgaenge change in one entry of the journal, all or none, and what they were is told', async () => {
  const [a, b] = [await newVorgang(brandt, { wiedervorlage: '2030-01-02' }), await newVorgang(brandt, { frist: null })];
  const edits = [a, b].map((id) => ({ id, set: { wiedervorlage: '2031-05-06' }, base: { wiedervorlage: 0 } }));
  const dayOf = (id: string) =>
    brandt.replica.tables.vorgang.code('wiedervorlage', brandt.replica.tables.vorgang.row(id));

  brandt.beforeCall = (call) => {
    if (call === 'journal.append') throw new AppError('disk-full');
  };
  await expect(brandt.commands.editVorgaenge({ edits })).rejects.toThrow('disk-full');
  expect([dayOf(a), dayOf(b)]).toEqual(['2030-01-02', null]);
  let appends = 0;
  brandt.beforeCall = (call) => {
    if (call === 'journal.append') appends++;
  };
  const { before } = await brandt.commands.editVorgaenge({ edits });
  brandt.beforeCall = () => undefined;
  expect(appends).toBe(1);
  expect([dayOf(a), dayOf(b)]).toEqual(['2031-05-06', '2031-05-06']);

  await brandt.sync();
  await brandt.commands.editVorgaenge({ edits: before });
  expect([dayOf(a), dayOf(b)]).toEqual(['2030-01-02', null]);
  await brandt.sync();
  await yildiz.syncUntil(() => {
    const { vorgang } = yildiz.replica.tables;
    return vorgang.row(b) >= 0 && vorgang.code('wiedervorlage', vorgang.row(a)) === '2030-01-02';
  });
  expect(yildiz.replica.tables.konflikt.size).toBe(brandt.replica.tables.konflikt.size);
});
