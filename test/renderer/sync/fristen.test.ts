import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RunningServer } from '../../../server/start-server.ts';
import { errorCode } from '../../../shared/errors.ts';
import type { FristEingabe } from '../../../shared/frist/compute-frist.ts';
import { Desk } from '../../workstation/desk.ts';
import { demoPassword } from '../../workstation/seeded-folder.ts';
import { startTestServer } from '../../workstation/start-server.ts';

const vorgang = 'vorgang-bauamt-900-1';
let server: RunningServer;
let brandt: Desk;
let nowak: Desk;

beforeAll(async () => {
  server = await startTestServer();
  brandt = await Desk.open(server.url, 'brandt', demoPassword);
  nowak = await Desk.open(server.url, 'nowak', demoPassword);
  await brandt.sync();
  await nowak.sync();
}, 180_000);
afterAll(async () => {
  await brandt?.close();
  await nowak?.close();
  await server?.stop();
});

const eingabe: FristEingabe = {
  regime: 'ao',
  kanal: 'post',
  land: 'NW',
  gemeinde: null,
  ereignis: '2026-03-02',
  zugang: null,
  bestritten: false,
  dauer: 1,
  einheit: 'monat',
};
const neu = { vorgang, bezeichnung: 'Einspruchsfrist', eingabe, ersetzt: null };
const ofVorgang = (desk: Desk) => desk.queries.fristen({ vorgang });
const codeOf = (promise: Promise<unknown>) => promise.then(() => 'none', errorCode);

test('F45: set offline, it stands in list, history and Ausgang at once; after the exchange a colleague has it with its derivation', async () => {
  brandt.offline = true;
  const { id } = await brandt.commands.setFrist(neu);
  expect(await ofVorgang(brandt)).toMatchObject([
    { id, bezeichnung: 'Einspruchsfrist', ende: '2026-04-07', status: 'offen', warnung: false, vorgang },
  ]);
  const [sent] = await brandt.queries.ausgang({});
  expect(sent).toMatchObject({ was: 'set-frist', art: 'frist', werte: { bezeichnung: 'Einspruchsfrist' } });
  expect(sent?.titel).toBe((await ofVorgang(brandt))[0]?.vorgangTitel);
  const history = (await brandt.queries.vorgang({ id: vorgang }))?.verlauf ?? [];
  expect(history.filter(({ was }) => was === 'set-frist')).toMatchObject([
    { text: 'Einspruchsfrist', ende: '2026-04-07', unsent: true },
  ]);
  brandt.offline = false;
  await brandt.sync();
  await nowak.sync();
  expect(await nowak.queries.frist({ id })).toMatchObject({
    zeile: { id, ende: '2026-04-07' },
    eingabe,
    von: 'Sabine Brandt',
    unsent: false,
    herleitung: { bekanntgabe: '2026-03-06', quellen: expect.arrayContaining(['§ 122 Abs. 2 Nr. 1 AO']) },
  });
});

test('F42: a new computation replaces the old Frist, which stays in list and history; both of two stay', async () => {
  const [old] = await ofVorgang(brandt);
  const ersetzt = old?.id ?? '';
  const later = { ...neu, eingabe: { ...eingabe, zugang: '2026-03-12' }, ersetzt };
  nowak.offline = true;
  await nowak.commands.setFrist({ ...later, eingabe: { ...eingabe, zugang: '2026-03-13' } });
  await brandt.commands.setFrist(later);
  await brandt.sync();
  nowak.offline = false;
  await nowak.sync();
  await brandt.sync();
  for (const desk of [brandt, nowak]) {
    const rows = await ofVorgang(desk);
    expect(rows.map(({ ende, status }) => [ende, status])).toEqual([
      ['2026-04-13', 'offen'],
      ['2026-04-13', 'offen'],
      ['2026-04-07', 'aufgehoben'],
    ]);
    const history = (await desk.queries.vorgang({ id: vorgang }))?.verlauf ?? [];
    expect(history.filter(({ was }) => was === 'frist-ersetzt').length).toBe(2);
    expect(history.filter(({ was }) => was === 'set-frist').length).toBe(1);
  }
});

test('F43: settled on two devices at once, the first counts and the second is told', async () => {
  const [first] = await ofVorgang(brandt);
  const id = first?.id ?? '';
  brandt.offline = true;
  await brandt.commands.settleFrist({ id, status: 'aufgehoben', grund: 'Rücknahme' });
  expect(await codeOf(brandt.commands.settleFrist({ id, status: 'erledigt', grund: '' }))).toBe('frist-settled');
  await nowak.commands.settleFrist({ id, status: 'erledigt', grund: '' });
  await nowak.sync();
  brandt.offline = false;
  await brandt.sync();
  expect((await brandt.queries.ausgang({})).map(({ was, code, text }) => [was, code, text])).toEqual([
    ['settle-frist', 'frist-settled', 'Einspruchsfrist: Rücknahme'],
  ]);
  expect((await brandt.queries.frist({ id }))?.zeile.status).toBe('erledigt');
});

test('F46: mine are the running ones of my Vorgaenge and those I set, without a date first, then by date', async () => {
  await brandt.commands.setFrist({ ...neu, bezeichnung: 'Ohne Vermerk', eingabe: { ...eingabe, ereignis: null } });
  await brandt.commands.setFrist({ ...neu, bezeichnung: 'Früher', eingabe: { ...eingabe, ereignis: '2026-01-07' } });
  const rows = await brandt.queries.fristen({ vorgang: null });
  const names = rows.filter((row) => row.vorgang === vorgang).map(({ bezeichnung }) => bezeichnung);
  expect(names).toEqual(['Ohne Vermerk', 'Früher', 'Einspruchsfrist']);
  expect(rows.every(({ status }) => status === 'offen')).toBe(true);
  expect(rows.find(({ bezeichnung }) => bezeichnung === 'Ohne Vermerk')).toMatchObject({ ende: null, warnung: true });
});

test('F20: nothing is set without a name, in an unknown Vorgang or by an impossible rule', async () => {
  const before = (await ofVorgang(brandt)).length;
  expect(await codeOf(brandt.commands.setFrist({ ...neu, bezeichnung: ' ' }))).toBe('input-invalid');
  expect(await codeOf(brandt.commands.setFrist({ ...neu, vorgang: 'nowhere' }))).toBe('not-found');
  const impossible = { ...eingabe, kanal: 'pzu' } as const;
  expect(await codeOf(brandt.commands.setFrist({ ...neu, eingabe: impossible }))).toBe('frist-rule-unknown');
  expect((await ofVorgang(brandt)).length).toBe(before);
});

test('F44, A36: a Frist that was refused because the Vorgang was closed meanwhile keeps it open work, and its history can tell of it', async () => {
  const { tables } = brandt.replica;
  const akte = tables.vorgang.akte(tables.vorgang.row(vorgang))!;
  const { id } = await brandt.commands.createVorgang({ akte, titel: 'Bald geschlossen', vorgangstyp: 'Antrag' });
  await brandt.sync();
  await nowak.syncUntil(() => nowak.replica.tables.vorgang.row(id) >= 0);
  nowak.offline = true;
  await nowak.commands.setFrist({ ...neu, vorgang: id });
  await brandt.commands.closeVorgang({ id, grund: '' });
  await brandt.sync();
  nowak.offline = false;
  const rejected = async () =>
    (await nowak.queries.ausgang({})).find(({ was, state }) => was === 'set-frist' && state === 'rejected');
  await nowak.syncUntil(async () => (await rejected()) !== undefined);
  const { n, code } = (await rejected())!;
  expect(code).toBe('akte-closed');
  const abschluss = await nowak.queries.abschluss({ art: 'vorgang', id });
  expect(abschluss?.punkte.map(({ art }) => art)).toContain('abgelehnt');
  await nowak.commands.askReopening({ n, grund: 'Es läuft noch eine Frist.' });
  await nowak.commands.discardRejected({ n, grund: 'Doppelt gesetzt.' });
  await nowak.sync();
  await brandt.syncUntil(async () => ((await brandt.queries.vorgang({ id }))?.verlauf.length ?? 0) >= 4);
  const told = ((await brandt.queries.vorgang({ id }))?.verlauf ?? []).map(({ was }) => was);
  expect(told).toEqual(expect.arrayContaining(['wiedereroeffnung', 'verworfen']));
});
