import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RunningServer } from '../../../server/start-server.ts';
import { errorCode } from '../../../shared/errors.ts';
import { Desk } from '../../workstation/desk.ts';
import { demoPassword } from '../../workstation/seeded-folder.ts';
import { startTestServer } from '../../workstation/start-server.ts';

let server: RunningServer;
let nowak: Desk;
let hoffmann: Desk;

beforeAll(async () => {
  server = await startTestServer();
  nowak = await Desk.open(server.url, 'nowak', demoPassword);
  hoffmann = await Desk.open(server.url, 'hoffmann', demoPassword);
  await nowak.sync();
  await hoffmann.sync();
}, 180_000);
afterAll(async () => {
  await nowak?.close();
  await hoffmann?.close();
  await server?.stop();
});

async function takeIn(titel: string): Promise<string> {
  const eingang = { eingangsdatum: '2026-11-20T08:00:00Z', eingangsquelle: 'x', eingangskanal: 'post', absender: 'y' };
  const bytes = new TextEncoder().encode(`%PDF-1.7 ${titel}`);
  const { dokument } = await nowak.commands.importDokument({ name: 'x.pdf', titel, bytes, vorgang: null, eingang });
  return dokument;
}

const lies = async (desk: Desk, id: string) => (await desk.queries.posteingang({})).some((row) => row.id === id);

test('A65: several are handed out offline at once: gone here, told in the Ausgang, in the other Posteingang after the exchange', async () => {
  nowak.offline = true;
  const ids = [await takeIn('Erster'), await takeIn('Zweiter')];
  const before = (await nowak.queries.ausgang({})).length;
  await nowak.commands.assignDokumente({ dokumente: ids, einheit: 'ordnungsamt' });
  expect((await nowak.queries.ausgang({})).slice(before)).toMatchObject([
    { was: 'assign-dokument', titel: 'Erster', text: 'Ordnungsamt', state: 'waiting' },
    { was: 'assign-dokument', titel: 'Zweiter', text: 'Ordnungsamt', state: 'waiting' },
  ]);
  for (const id of ids) expect(await lies(nowak, id)).toBe(false);
  nowak.offline = false;
  await nowak.sync();
  await hoffmann.syncUntil(async () => (await lies(hoffmann, ids[0]!)) && (await lies(hoffmann, ids[1]!)));
  const { verlauf } = (await hoffmann.queries.dokument({ id: ids[0]! }))!;
  const line = verlauf.find(({ aenderungen }) => aenderungen?.some(({ feld }) => feld === 'zugewiesen'));
  expect(line?.aenderungen).toMatchObject([
    { feld: 'zugewiesen', neu: 'ordnungsamt', bedeutung: { ordnungsamt: { kind: 'name', text: 'Ordnungsamt' } } },
  ]);
  expect((await nowak.queries.ausgang({})).filter(({ state }) => state === 'rejected')).toEqual([]);
  await nowak.syncUntil(async () => (await nowak.queries.dokument({ id: ids[0]! })) === null);
  expect((await hoffmann.queries.profil({})).einheiten.map(({ id }) => id)).not.toContain('ordnungsamt');
});

test('A65: what belongs to a Vorgang by now, or an Einheit that nobody knows, is not handed out', async () => {
  const id = await takeIn('Dritter');
  const codeOf = (promise: Promise<unknown>) => promise.then(() => 'none', errorCode);
  expect(await codeOf(nowak.commands.assignDokumente({ dokumente: [id], einheit: 'nirgends' }))).toBe('not-found');
  await nowak.commands.fileDokument({ dokument: id, vorgang: 'vorgang-bauamt-900-1' });
  expect(await codeOf(nowak.commands.assignDokumente({ dokumente: [id], einheit: 'ordnungsamt' }))).toBe(
    'eingang-settled',
  );
});

test('S101: an Akte that was refused is kept as a text with its name and Zeichen', async () => {
  const { id } = await nowak.commands.createAkte({
    ...{ titel: 'Zu vertraulich', aktenplaneinheit: 'ap-63.10', vertraulichkeit: '004', schutzbedarf: 'normal' },
  });
  await nowak.sync();
  const row = (await nowak.queries.ausgang({})).find(({ was, state }) => was === 'create-akte' && state === 'rejected');
  expect(row).toMatchObject({ titel: 'Zu vertraulich', werte: { titel: 'Zu vertraulich' } });
  expect(String(row?.werte.aktenzeichen)).not.toBe('');
  await nowak.commands.keepAsVermerk({ n: row!.n, vorgang: 'vorgang-bauamt-900-1', text: 'Zu vertraulich' });
  expect((await nowak.queries.ausgang({})).some(({ n }) => n === row!.n)).toBe(false);
  expect(id).not.toBe('');
});
