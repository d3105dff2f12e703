import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RunningServer } from '../../../server/start-server.ts';
import { errorCode } from '../../../shared/errors.ts';
import { Desk } from '../../workstation/desk.ts';
import { demoPassword } from '../../workstation/seeded-folder.ts';
import { startTestServer } from '../../workstation/start-server.ts';

const akte = 'akte-jugendamt-001';
const eingang = { eingangsdatum: '2026-11-20T08:00:00Z', eingangsquelle: 'x', eingangskanal: 'post', absender: 'y' };
let server: RunningServer;
let brandt: Desk;
let yildiz: Desk;

beforeAll(async () => {
  server = await startTestServer();
  brandt = await Desk.open(server.url, 'brandt', demoPassword);
  yildiz = await Desk.open(server.url, 'yildiz', demoPassword);
  await brandt.sync();
  await yildiz.sync();
}, 180_000);
afterAll(async () => {
  await brandt?.close();
  await yildiz?.close();
  await server?.stop();
});

/** A Bescheid in a Vorgang of Brandt's. */
async function bescheid(titel: string): Promise<{ vorgang: string; dokument: string }> {
  const { id: vorgang } = await brandt.commands.createVorgang({ akte, titel, vorgangstyp: 'Antrag' });
  const bytes = new TextEncoder().encode(`%PDF-1.7 ${titel}`);
  const file = { name: 'bescheid.pdf', titel, bytes, vorgang, eingang };
  return { vorgang, dokument: (await brandt.commands.importDokument(file)).dokument };
}
const note = (dokument: string) => ({
  ...({ dokument, weg: 'post', abVermerk: '2026-03-02', zugang: null, nachweis: '' } as const),
  empfaenger: [' Jörg Müller ', ''],
});

test('O1: what left without a connection is there at once, in the history and the Ausgang, and with the colleague later', async () => {
  const { vorgang, dokument } = await bescheid('Gebührenbescheid');
  brandt.offline = true;
  const { id } = await brandt.commands.dispatch(note(dokument));
  const [row] = await brandt.queries.postausgaenge({ dokument });
  expect(row).toMatchObject({ id, fassung: 1, empfaenger: ['Jörg Müller'], abVermerk: '2026-03-02', unsent: true });
  expect((await brandt.queries.ausgang({})).find(({ was }) => was === 'dispatch')).toMatchObject({
    titel: 'Gebührenbescheid',
    text: 'Jörg Müller',
  });
  const { verlauf } = (await brandt.queries.dokument({ id: dokument }))!;
  expect(verlauf.find(({ was }) => was === 'dispatch')).toMatchObject({ text: 'Jörg Müller', ende: '2026-03-02' });
  brandt.offline = false;
  await brandt.syncUntil(() => !brandt.replica.isUnsent('postausgang', id));
  await yildiz.syncUntil(() => yildiz.replica.tables.postausgang.row(id) >= 0);
  const [seen] = await yildiz.queries.postausgaenge({ vorgang });
  expect(seen).toMatchObject({ id, dokumentTitel: 'Gebührenbescheid', unsent: false });

  // Receipt is noted by whoever has the proof; a second, different note is told.
  await yildiz.commands.noteDelivery({ id, rev: seen!.rev, zugang: '2026-03-06', zurueck: null, nachweis: 'Anruf' });
  await yildiz.sync();
  const [before] = await brandt.queries.postausgaenge({ dokument });
  await brandt.commands.noteDelivery({ id, rev: before!.rev, zugang: '2026-03-09', zurueck: null, nachweis: '' });
  await brandt.syncUntil(async () => (await brandt.queries.ausgang({})).some(({ state }) => state === 'rejected'));
  const refused = (await brandt.queries.ausgang({})).find(({ state }) => state === 'rejected');
  expect(refused).toMatchObject({ was: 'edit-postausgang', code: 'postausgang-changed', titel: 'Gebührenbescheid' });
  expect((await brandt.queries.postausgaenge({ dokument }))[0]).toMatchObject({
    zugang: '2026-03-06',
    nachweis: 'Anruf',
  });
});

test('O3: nothing is noted without a receiver or with days that cannot be', async () => {
  const { dokument } = await bescheid('Ablehnung');
  const codeOf = (promise: Promise<unknown>) => promise.then(() => 'none', errorCode);
  const entry = note(dokument);
  expect(await codeOf(brandt.commands.dispatch({ ...entry, empfaenger: ['  '] }))).toBe('input-invalid');
  expect(await codeOf(brandt.commands.dispatch({ ...entry, abVermerk: '2999-01-01' }))).toBe('frist-day-in-future');
  expect(await codeOf(brandt.commands.dispatch({ ...entry, zugang: '2026-03-01' }))).toBe('frist-day-invalid');
  expect(await brandt.queries.postausgaenge({ dokument })).toEqual([]);
});

test('O6: a Dokument takes its Postausgang along into another Akte', async () => {
  const { dokument } = await bescheid('Umzug');
  const { id } = await brandt.commands.dispatch(note(dokument));
  const target = brandt.replica.tables.vorgang.row('vorgang-bauamt-900-1');
  expect(target).toBeGreaterThanOrEqual(0);
  await brandt.commands.fileDokument({ dokument, vorgang: 'vorgang-bauamt-900-1' });
  await brandt.syncUntil(() => {
    const { postausgang } = brandt.replica.tables;
    return postausgang.akte(postausgang.row(id)) === 'akte-bauamt-900';
  });
});
