import { afterAll, beforeAll, expect, test } from 'vitest';
import { zugriffHash } from '../../../electron/journal/zugriff-log.ts';
import { transaction } from '../../../server/database.ts';
import type { RunningServer } from '../../../server/start-server.ts';
import { nextRev, readRecord, storeRecord } from '../../../server/store-record.ts';
import type { FristEingabe } from '../../../shared/frist/compute-frist.ts';
import { Desk } from '../../workstation/desk.ts';
import { demoPassword } from '../../workstation/seeded-folder.ts';
import { startTestServer } from '../../workstation/start-server.ts';

const akte = 'akte-jugendamt-001';
let server: RunningServer;
let brandt: Desk;
let yildiz: Desk;
/** In the hand of yildiz, and in that of brandt. */
let his = '';
let hers = '';

beforeAll(async () => {
  server = await startTestServer();
  brandt = await Desk.open(server.url, 'brandt', demoPassword);
  yildiz = await Desk.open(server.url, 'yildiz', demoPassword);
  await yildiz.sync();
  his = (await yildiz.commands.createVorgang({ akte, titel: 'Seiner', vorgangstyp: 'Antrag' })).id;
  await yildiz.sync();
  await brandt.sync();
  hers = (await brandt.commands.createVorgang({ akte, titel: 'Ihrer', vorgangstyp: 'Antrag' })).id;
  await brandt.sync();
  await brandt.syncUntil(() => brandt.replica.tables.vorgang.row(his) >= 0);
}, 180_000);
afterAll(async () => {
  await brandt?.close();
  await yildiz?.close();
  await server?.stop();
});

const verlauf = async (desk: Desk, id: string) => (await desk.queries.vorgang({ id }))?.verlauf ?? [];
const editBemerkung = (id: string, bemerkung: string) =>
  brandt.commands.editVorgang({ id, set: { bemerkung }, base: { bemerkung: brandt.replica.tables.vorgang.rowCount } });

test('V11: nobody stands in for a person whom the role data do not name', async () => {
  await expect(brandt.commands.standIn({ person: 'p-hoffmann' })).rejects.toThrow('not-deputy');
  expect((await brandt.queries.uebersicht({})).vertretung).toBeNull();
  await brandt.commands.standIn({ person: 'p-yildiz' });
  // The Zusatz is that of the role data.
  expect((await brandt.queries.uebersicht({})).vertretung).toEqual({
    id: 'p-yildiz',
    name: 'Mehmet Yıldız',
    zeichnung: 'i. A.',
  });
});

test('V12: what is done in his Vorgang bears both names everywhere, what is done elsewhere only the own one', async () => {
  await brandt.commands.addVermerk({ bezugArt: 'vorgang', bezug: his, text: 'Für ihn' });
  await editBemerkung(his, 'geprüft');
  await brandt.commands.addVermerk({ bezugArt: 'vorgang', bezug: hers, text: 'Für sie' });
  const both = { von: 'Sabine Brandt', fuer: 'Mehmet Yıldız' };
  const here = await verlauf(brandt, his);
  expect(here.find(({ was }) => was === 'vertretung')).toMatchObject({ ...both, felder: ['bemerkung'], unsent: true });
  expect(here.filter(({ was }) => was === 'edit-vorgang')).toEqual([]);
  expect((await brandt.queries.ausgang({})).filter(({ fuer }) => fuer === 'Mehmet Yıldız')).toHaveLength(3);
  await brandt.sync();
  await yildiz.syncUntil(async () => (await verlauf(yildiz, his)).some(({ was }) => was === 'vertretung'));
  const there = await verlauf(yildiz, his);
  expect(there.find(({ was }) => was === 'vermerk')).toMatchObject(both);
  expect(there.find(({ was }) => was === 'vertretung')).toMatchObject({
    ...both,
    felder: ['bemerkung'],
    unsent: false,
  });
  const own = (await verlauf(yildiz, hers)).find(({ was }) => was === 'vermerk');
  expect(own?.von).toBe('Sabine Brandt');
  expect(own).not.toHaveProperty('fuer');
});

test('V13: opening a document of his Vorgang is recorded with both ids, and the chain covers it', async () => {
  const eingang = { eingangsdatum: '2026-11-20T10:00:00+01:00', eingangsquelle: 'person', eingangskanal: 'post' };
  const take = async (vorgang: string) =>
    brandt.commands.importDokument({
      name: 'a.pdf',
      titel: 'Brief',
      bytes: new TextEncoder().encode(`%PDF-1.7 ${vorgang}`),
      vorgang,
      eingang: { ...eingang, absender: 'Post' },
    });
  const [one, other] = [await take(his), await take(hers)];
  await brandt.commands.readVersion({ version: one.version, action: 'open', purpose: 'Dokument ansehen' });
  await brandt.commands.readVersion({ version: other.version, action: 'open', purpose: 'Dokument ansehen' });
  const [first, second] = brandt.workplace.zugriffe.records().filter(({ action }) => action === 'open');
  expect(first).toMatchObject({ actor: 'p-brandt', fuer: 'p-yildiz' });
  expect(second).not.toHaveProperty('fuer');
  expect(first?.hash).toBe(zugriffHash(first!));
  expect(zugriffHash({ ...first!, fuer: 'p-nowak' })).not.toBe(first?.hash);
});

test('V12: several changes at once bear both names where they belong', async () => {
  const edits = [his, hers].map((id) => ({ id, set: { wiedervorlage: '2027-01-04' }, base: { wiedervorlage: 0 } }));
  const before = (await brandt.queries.ausgang({})).length;
  await brandt.commands.editVorgaenge({ edits });
  const rows = (await brandt.queries.ausgang({})).slice(before);
  expect(rows.map(({ was, fuer }) => [was, fuer])).toEqual([
    ['edit-vorgang', 'Mehmet Yıldız'],
    ['edit-vorgang', null],
    ['vertretung', 'Mehmet Yıldız'],
  ]);
});

test('V12: a Frist that is set and settled in his Vorgang bears both names', async () => {
  const eingabe: FristEingabe = {
    regime: 'sgb-x',
    kanal: 'post',
    land: 'NW',
    gemeinde: null,
    ereignis: '2026-03-02',
    zugang: null,
    bestritten: false,
    dauer: 1,
    einheit: 'monat',
  };
  const before = (await brandt.queries.ausgang({})).length;
  const [one] = await Promise.all(
    [his, hers].map((vorgang) =>
      brandt.commands.setFrist({ vorgang, bezeichnung: 'Widerspruch', eingabe, ersetzt: null }),
    ),
  );
  await brandt.commands.settleFrist({ id: one!.id, status: 'erledigt', grund: '' });
  const rows = (await brandt.queries.ausgang({})).slice(before).filter(({ art }) => art === 'frist');
  expect(rows.map(({ was, fuer }) => [was, fuer]).toSorted()).toEqual([
    ['set-frist', null],
    ['set-frist', 'Mehmet Yıldız'],
    ['settle-frist', 'Mehmet Yıldız'],
  ]);
  await brandt.sync();
  expect((await brandt.queries.ausgang({})).filter(({ state }) => state === 'rejected')).toEqual([]);
  const told = (list: Awaited<ReturnType<typeof verlauf>>) =>
    list.filter(({ was, felder }) => was === 'vertretung' && felder.includes('frist'));
  await yildiz.syncUntil(async () => told(await verlauf(yildiz, his)).length === 2);
  expect(told(await verlauf(yildiz, hers))).toEqual([]);

  // Also in a Vorgang that was closed meanwhile (F44).
  const { id: closed } = await yildiz.commands.createVorgang({ akte, titel: 'Erledigt', vorgangstyp: 'Antrag' });
  await yildiz.sync();
  await brandt.syncUntil(() => brandt.replica.tables.vorgang.row(closed) >= 0);
  const late = await brandt.commands.setFrist({ vorgang: closed, bezeichnung: 'Widerspruch', eingabe, ersetzt: null });
  await brandt.sync();
  await yildiz.commands.closeVorgang({ id: closed, grund: '' });
  await yildiz.sync();
  await brandt.commands.settleFrist({ id: late.id, status: 'erledigt', grund: '' });
  await brandt.sync();
  expect(await brandt.queries.ausgang({})).toEqual([]);
});

test('V11: a Vertretung ends with the lock, by the person, and with the role data', async () => {
  await brandt.sync();
  await brandt.start();
  expect((await brandt.queries.uebersicht({})).vertretung).toBeNull();
  await brandt.commands.standIn({ person: 'p-yildiz' });
  await brandt.commands.standIn({ person: null });
  await brandt.commands.addVermerk({ bezugArt: 'vorgang', bezug: his, text: 'im eigenen Namen' });
  expect((await brandt.queries.ausgang({})).at(-1)?.fuer).toBeNull();
  await brandt.sync();

  await brandt.commands.standIn({ person: 'p-yildiz' });
  brandt.offline = true;
  await brandt.commands.addVermerk({ bezugArt: 'vorgang', bezug: his, text: 'als die Vertretung schon endete' });
  await transaction(server.pool, async (db) => {
    const record = (await readRecord(db, 'person', 'p-brandt'))!;
    const rev = await nextRev(db);
    await storeRecord(
      db,
      { ...record, felder: { ...record.felder, vertritt: [] }, rev, feldrev: { ...record.feldrev, vertritt: rev } },
      { by: null },
    );
  });
  brandt.offline = false;
  await brandt.syncUntil(async () => (await brandt.queries.ausgang({}))[0]?.state === 'rejected');
  expect((await brandt.queries.ausgang({}))[0]).toMatchObject({ code: 'not-deputy', fuer: 'Mehmet Yıldız' });
  await brandt.syncUntil(async () => (await brandt.queries.uebersicht({})).vertretung === null);
  // Done again, it is hers alone.
  const [row] = await brandt.queries.ausgang({});
  await brandt.commands.retryRejected({ n: row!.n });
  expect((await brandt.queries.ausgang({})).map(({ fuer }) => fuer)).toEqual([null]);
  await brandt.sync();
  expect(await brandt.queries.ausgang({})).toEqual([]);
  const line = (await verlauf(brandt, his)).find(({ text }) => text.startsWith('als die'));
  expect(line?.von).toBe('Sabine Brandt');
  expect(line).not.toHaveProperty('fuer');
});
