import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isAskedFor } from '../../../renderer/replica/search-filter.ts';
import type { RunningServer } from '../../../server/start-server.ts';
import { Desk } from '../../workstation/desk.ts';
import { demoPassword } from '../../workstation/seeded-folder.ts';
import { startTestServer } from '../../workstation/start-server.ts';

let server: RunningServer;
let brandt: Desk;
let yildiz: Desk;
const akte = 'akte-jugendamt-001';
const allVorgaenge = { akte: null, text: '', sort: 'titel', descending: false, offset: 0, limit: 50 } as const;

beforeAll(async () => {
  server = await startTestServer();
  brandt = await Desk.open(server.url, 'brandt', demoPassword);
  yildiz = await Desk.open(server.url, 'yildiz', demoPassword);
  await brandt.sync();
  await yildiz.sync();
});
afterAll(async () => {
  await brandt?.close();
  await yildiz?.close();
  await server?.stop();
});

/** A Vorgang that both see. */
async function sharedVorgang(titel: string): Promise<string> {
  const { id } = await brandt.commands.createVorgang({ akte, titel, vorgangstyp: 'Antrag' });
  await brandt.sync();
  await yildiz.syncUntil(() => yildiz.replica.tables.vorgang.row(id) >= 0);
  await brandt.syncUntil(() => !brandt.replica.isUnsent('vorgang', id));
  return id;
}

async function edit(desk: Desk, id: string, set: Record<string, string>): Promise<void> {
  const detail = await desk.queries.vorgang({ id });
  const base = Object.fromEntries(Object.keys(set).map((feld) => [feld, detail?.vorgang.rev ?? 0]));
  await desk.commands.editVorgang({ id, set, base });
}

async function field(desk: Desk, id: string, feld: string): Promise<unknown> {
  return (await desk.queries.vorgang({ id }))?.vorgang.felder[feld];
}

test('R34: the first pull fills Akten and Aktenplan', async () => {
  const input = {
    aktenplaneinheit: null,
    text: '',
    sort: 'aktenzeichen',
    descending: false,
    offset: 0,
    limit: 5,
  } as const;
  const { total, rows } = await brandt.queries.akten(input);
  expect(total).toBeGreaterThan(0);
  expect(rows[0]?.federfuehrung).toBe('Jugendamt');
  const plan = await brandt.queries.aktenplan({});
  expect(plan.find(({ id }) => id === 'ap-00')?.akten).toBeGreaterThan(0);
});

test('R40: a change shows at once, waits in the Ausgang offline, and arrives at the colleague', async () => {
  const id = await sharedVorgang('Unterhaltsvorschuss Mahler');
  brandt.offline = true;
  await edit(brandt, id, { telefon: '0351 4711' });
  expect(await field(brandt, id, 'telefon')).toBe('0351 4711');
  expect((await brandt.queries.ausgang({})).map(({ was, titel }) => [was, titel])).toEqual([
    ['edit-vorgang', 'Unterhaltsvorschuss Mahler'],
  ]);
  expect((await brandt.queries.vorgang({ id }))?.unsentFelder).toEqual(['telefon']);
  await expect(brandt.sync()).rejects.toMatchObject({ code: 'server-unreachable' });

  brandt.offline = false;
  await brandt.sync();
  expect(await brandt.queries.ausgang({})).toEqual([]);
  await yildiz.syncUntil(async () => (await field(yildiz, id, 'telefon')) === '0351 4711');
});

test('R41: an acknowledged change stays visible until the pull has brought it', async () => {
  const id = await sharedVorgang('Kita-Beitrag');
  await edit(brandt, id, { titel: 'Kita-Beitrag 2027' });
  const seen = new Set<unknown>();
  const { onChange } = brandt.replica;
  brandt.replica.onChange = () =>
    seen.add(brandt.replica.tables.vorgang.text('titel', brandt.replica.tables.vorgang.row(id)));
  await brandt.syncUntil(() => !brandt.replica.isUnsent('vorgang', id));
  brandt.replica.onChange = onChange;
  expect([...seen]).toEqual(['Kita-Beitrag 2027']);
  expect((await brandt.replica.store.read('vorgang', id))?.felder.titel).toBe('Kita-Beitrag 2027');
});

test('R42: both sides change one field: both see the Konflikt, one person decides, both converge', async () => {
  const id = await sharedVorgang('Pflegegeld');
  await edit(brandt, id, { telefon: '111' });
  await edit(yildiz, id, { telefon: '222', bemerkung: 'Rückruf' });
  await brandt.sync();
  await yildiz.sync();
  await brandt.syncUntil(async () => (await brandt.queries.konflikte({})).length === 1);
  await yildiz.syncUntil(async () => (await yildiz.queries.konflikte({})).length === 1);
  const [karte] = await brandt.queries.konflikte({});
  expect(karte).toMatchObject({ feld: 'telefon', mein: '222', ihr: '111', titel: 'Pflegegeld', meinIchSelbst: false });
  expect(await field(brandt, id, 'bemerkung')).toBe('Rückruf');
  const { rows } = await brandt.queries.vorgaenge({ ...allVorgaenge, text: 'pflegegeld' });
  expect(rows.find((row) => row.id === id)?.konflikt).toBe(true);

  await brandt.commands.resolveKonflikt({ konflikt: karte!.id, wert: '222' });
  expect(await brandt.queries.konflikte({})).toEqual([]);
  await brandt.syncUntil(async () => (await field(brandt, id, 'telefon')) === '222');
  await yildiz.syncUntil(async () => (await yildiz.queries.konflikte({})).length === 0);
  expect(await field(yildiz, id, 'telefon')).toBe('222');
});

test('H7: Vorgaenge of one title are told apart by who takes part and when they were opened, and found by that name', async () => {
  const [first, second] = [await sharedVorgang('Gleicher Titel'), await sharedVorgang('Gleicher Titel')];
  const add = { beteiligte: ['Ayşe Yıldız', 'Stadtwerke'] };
  await brandt.commands.editVorgang({ id: second, set: {}, base: {}, add });
  const found = async (desk: Desk, text: string) => (await desk.queries.vorgaenge({ ...allVorgaenge, text })).rows;
  expect((await found(brandt, 'gleicher titel')).map(({ id }) => id).sort()).toEqual([first, second].sort());
  await brandt.sync();
  const isThere = async () => (await found(yildiz, 'ayşe yıldız')).some(({ id }) => id === second);
  await yildiz.syncUntil(isThere);
  for (const desk of [brandt, yildiz]) {
    const rows = (await found(desk, 'stadtwerke')).filter(({ id }) => [first, second].includes(id));
    expect(rows).toMatchObject([{ id: second, beteiligte: 'Ayşe Yıldız, Stadtwerke' }]);
    expect(rows[0]?.angelegt).toMatch(/^20\d\d-\d\d-\d\dT/);
  }
});

test('R43: a rejected change is parked in the Ausgang, holds nobody up and can be given up', async () => {
  const id = await sharedVorgang('Abgeschlossen');
  await brandt.commands.closeVorgang({ id, grund: '' });
  await brandt.sync();
  await edit(yildiz, id, { telefon: '333' });
  const other = await yildiz.commands.createVorgang({ akte, titel: 'Danach', vorgangstyp: 'Antrag' });
  await yildiz.sync();
  const [parked, ...rest] = await yildiz.queries.ausgang({});
  expect(parked).toMatchObject({ state: 'rejected', code: 'akte-closed', titel: 'Abgeschlossen', felder: ['telefon'] });
  expect(rest).toEqual([]);
  expect(await field(yildiz, id, 'telefon')).toBe('');
  await brandt.syncUntil(() => brandt.replica.tables.vorgang.row(other.id) >= 0);

  await yildiz.start();
  expect((await yildiz.queries.ausgang({}))[0]).toMatchObject({ state: 'rejected', code: 'akte-closed' });
  await yildiz.commands.discardRejected({ n: parked!.n, grund: 'steht schon im Bescheid' });
  await yildiz.sync();
  expect(await yildiz.queries.ausgang({})).toEqual([]);
  await yildiz.syncUntil(async () => {
    const verlauf = (await yildiz.queries.vorgang({ id }))?.verlauf ?? [];
    return verlauf.some(({ was, unsent }) => was === 'verworfen' && !unsent);
  });
});

test('R44: a file taken in, filed and made into a new Version arrives byte-equal', async () => {
  const vorgang = await sharedVorgang('Mit Anlagen');
  const bytes = new Uint8Array(randomBytes(50_000));
  brandt.offline = true;
  const eingang = {
    eingangsdatum: '2026-11-20T09:00:00+01:00',
    eingangsquelle: 'Poststempel',
    eingangskanal: 'Post',
    absender: 'Erika Muster',
  };
  const imported = await brandt.commands.importDokument({
    name: 'brief.pdf',
    titel: 'Brief',
    bytes,
    vorgang: null,
    eingang,
  });
  const inPosteingang = async () =>
    (await brandt.queries.posteingang({})).find((zeile) => zeile.id === imported.dokument);
  expect(await inPosteingang()).toMatchObject({
    titel: 'Brief',
    here: true,
    unsent: true,
    fassung: 1,
  });
  await brandt.commands.fileDokument({ dokument: imported.dokument, vorgang });
  expect(await inPosteingang()).toBeUndefined();
  const stamped = new Uint8Array(randomBytes(2_500_000));
  const { version } = await brandt.commands.addVersion({
    dokument: imported.dokument,
    vorgaenger: imported.version,
    bytes: stamped,
    entstehung: 'stempel',
    text: 'Eingangsstempel',
  });
  const read = await brandt.commands.readVersion({ version, action: 'view', purpose: 'dokument' });
  expect(Buffer.from(read.bytes).equals(stamped)).toBe(true);

  brandt.offline = false;
  await brandt.sync();
  expect(await brandt.queries.ausgang({})).toEqual([]);
  expect(await brandt.workplace.blobs.list()).toEqual([]);
  await yildiz.syncUntil(() => yildiz.replica.tables.version.row(version) >= 0);
  const detail = await yildiz.queries.dokument({ id: imported.dokument });
  expect(detail?.zeile).toMatchObject({
    fassung: 2,
    konkurrierend: 1,
    gestempelt: true,
    unterschrieben: false,
    here: false,
  });
  expect(detail?.vorgang?.id).toBe(vorgang);
  expect(detail?.verlauf.map(({ was }) => was)).toContain('stempel');

  yildiz.offline = true;
  const reading = yildiz.commands.readVersion({ version, action: 'view', purpose: 'dokument' });
  await expect(reading).rejects.toMatchObject({ code: 'version-not-here' });
  yildiz.offline = false;
  const there = await yildiz.commands.readVersion({ version, action: 'view', purpose: 'dokument' });
  expect(Buffer.from(there.bytes).equals(stamped)).toBe(true);
  expect((await yildiz.queries.dokument({ id: imported.dokument }))?.zeile.here).toBe(true);
});

test('R45: a packed Akte brings its bytes along, an unpacked one leaves none behind', async () => {
  await yildiz.commands.pack({ scopes: [{ art: 'akte', id: akte }] });
  await yildiz.sync();
  const packed = await yildiz.queries.akte({ id: akte });
  expect(packed).toMatchObject({ gepackt: true });
  expect(packed?.hereBytes).toBe(packed?.sizeBytes);
  expect(packed?.sizeBytes).toBeGreaterThan(0);
  const before = yildiz.workplace.zugriffe.records().filter(({ action }) => action === 'pack');
  expect(before.length).toBeGreaterThan(0);
  await yildiz.commands.unpack({ scopes: [{ art: 'akte', id: akte }] });
  expect((await yildiz.queries.akte({ id: akte }))?.hereBytes).toBe(0);
  expect([...yildiz.files.packs.keys()].filter((name) => name.includes(akte))).toEqual([]);
});

test('R45: the own Posteingang is always taken along and cannot be unpacked', async () => {
  const posteingang = 'posteingang-jugendamt';
  await yildiz.sync();
  const before = await yildiz.queries.akte({ id: posteingang });
  expect(before).toMatchObject({ gepackt: true });
  expect(before?.sizeBytes).toBeGreaterThan(0);
  expect(before?.hereBytes).toBe(before?.sizeBytes);
  expect((await yildiz.queries.posteingang({})).every(({ here }) => here)).toBe(true);
  expect((await yildiz.queries.uebersicht({})).gepackt).toEqual([]);
  await yildiz.commands.unpack({ scopes: [{ art: 'akte', id: posteingang }] });
  expect((await yildiz.queries.akte({ id: posteingang }))?.hereBytes).toBe(before?.sizeBytes);
});

test('R46: two Versionen made from one compete until a person chooses', async () => {
  const vorgang = await sharedVorgang('Wettstreit');
  const eingang = { eingangsdatum: '2026-11-20T09:00:00Z', eingangsquelle: 'Fax', eingangskanal: 'Fax', absender: '' };
  const bytes = new TextEncoder().encode('%PDF-1.7 eins');
  const { dokument, version } = await brandt.commands.importDokument({
    name: 'a.pdf',
    titel: 'A',
    bytes,
    vorgang,
    eingang,
  });
  await brandt.sync();
  await yildiz.syncUntil(() => yildiz.replica.tables.version.row(version) >= 0);
  for (const [desk, text] of [
    [brandt, 'zwei'],
    [yildiz, 'drei'],
  ] as const) {
    const next = new TextEncoder().encode(`%PDF-1.7 ${text}`);
    await desk.commands.addVersion({ dokument, vorgaenger: version, bytes: next, entstehung: 'bearbeitung', text });
    await desk.sync();
  }
  await brandt.syncUntil(async () => (await brandt.queries.dokument({ id: dokument }))?.zeile.konkurrierend === 2);
  const mine = (await brandt.queries.dokument({ id: dokument }))!.versionen.find(({ nummer }) => nummer === 2)!;
  await brandt.commands.chooseVersion({ dokument, version: mine.id });
  expect((await brandt.queries.dokument({ id: dokument }))?.zeile.konkurrierend).toBe(1);
  expect((await brandt.queries.dokument({ id: dokument }))?.versionen.find(({ leading }) => leading)?.id).toBe(mine.id);
});

test('R138: a Vorgang begins, and a day is searched, as the calendar on the wall shows it', async () => {
  const zone = process.env.TZ;
  process.env.TZ = 'Europe/Berlin';
  const night = '2026-06-30T22:30:00.000Z';
  brandt.now = () => new Date(night);
  const { id } = await brandt.commands.createVorgang({ akte, titel: 'Mitternacht', vorgangstyp: 'Antrag' });
  brandt.now = () => new Date();
  expect(await field(brandt, id, 'laufzeitBeginn')).toBe('2026-07-01');
  const facts = { akte, typ: '', datum: night, person: null, status: null };
  const filter = { akte: null, art: null, person: null, status: null };
  const of = (day: string) => isAskedFor(facts, { ...filter, von: day, bis: day });
  expect([of('2026-06-30'), of('2026-07-01')]).toEqual([false, true]);
  expect(isAskedFor({ ...facts, datum: '2026-06-30' }, { ...filter, von: '2026-06-30', bis: null })).toBe(true);
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});
