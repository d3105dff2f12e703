import { randomBytes } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { RunningServer } from '../../../server/start-server.ts';
import { Desk } from '../../workstation/desk.ts';
import { demoPassword } from '../../workstation/seeded-folder.ts';
import { startTestServer } from '../../workstation/start-server.ts';

let server: RunningServer;
let desk: Desk;
const akte = 'akte-jugendamt-001';
const eingang = { eingangsdatum: '2026-11-20T09:00:00Z', eingangsquelle: 'Fax', eingangskanal: 'Fax', absender: '' };

beforeAll(async () => {
  server = await startTestServer();
});
beforeEach(async () => {
  desk = await Desk.open(server.url, 'brandt', demoPassword);
  await desk.sync();
});
afterEach(() => desk.close());
afterAll(() => server.stop());

const newVorgang = async (on: Desk, titel: string) =>
  (await on.commands.createVorgang({ akte, titel, vorgangstyp: 'Antrag' })).id;
const importBytes = (bytes: Uint8Array, titel: string) =>
  desk.commands.importDokument({ name: `${titel}.pdf`, titel, bytes, vorgang: null, eingang });

test('I9, R43: unsent bytes lost on the disk end in the Ausgang with their code and hold up nobody', async () => {
  const lost = await importBytes(new Uint8Array(randomBytes(5_000)), 'Verloren');
  const blobs = path.join(desk.folder, 'journal', 'blobs');
  for (const name of await readdir(blobs)) await rm(path.join(blobs, name));
  const whole = await importBytes(new Uint8Array(randomBytes(6_000)), 'Heil');
  const vorgang = await newVorgang(desk, 'Danach');
  // Neither the journal's file nor the replica's copy is left.
  desk.wipe();
  await desk.start();

  await desk.syncUntil(() => desk.replica.overlaidKeys.length === 0);
  const ausgang = await desk.queries.ausgang({});
  expect(ausgang.map(({ was, titel, state, code }) => ({ was, titel, state, code }))).toEqual([
    { was: 'add-version', titel: 'Verloren.pdf', state: 'rejected', code: 'blob-lost' },
  ]);
  expect((await desk.queries.uebersicht({})).abgelehnt).toBe(1);

  const other = await Desk.open(server.url, 'brandt', demoPassword);
  await other.syncUntil(() => other.replica.tables.vorgang.row(vorgang) >= 0);
  expect(other.replica.tables.version.row(whole.version)).toBeGreaterThanOrEqual(0);
  expect(other.replica.tables.version.row(lost.version)).toBe(-1);
  await other.close();

  await desk.start();
  expect((await desk.queries.ausgang({})).map(({ code }) => code)).toEqual(['blob-lost']);
  const after = await newVorgang(desk, 'Nach dem Neustart');
  await desk.syncUntil(() => !desk.replica.isUnsent('vorgang', after));
  await desk.commands.discardRejected({ n: (await desk.queries.ausgang({}))[0]!.n, grund: 'Datei ist verloren' });
  await desk.syncUntil(async () => (await desk.queries.ausgang({})).length === 0);
});

test('R136: what a power cut left unreadable of a cut download keeps nobody from the file: it begins anew', async () => {
  const bytes = new Uint8Array(randomBytes(1_500_000));
  const vorgang = await newVorgang(desk, 'Grosse Datei');
  const { version } = await desk.commands.importDokument({ name: 'x.pdf', titel: 'X', bytes, vorgang, eingang });
  await desk.sync();
  const other = await Desk.open(server.url, 'brandt', demoPassword);
  await other.syncUntil(() => other.replica.tables.version.row(version) >= 0);
  const plain = other.wire;
  other.wire = async (url, init) =>
    url.includes('/v1/blobs/') ? new Response(bytes.slice(0, 1_200_000)) : plain(url, init);
  const read = () => other.commands.readVersion({ version, action: 'view', purpose: 'dokument' });
  await expect(read()).rejects.toMatchObject({ code: 'version-not-here' });
  other.wire = plain;
  const packs = [...other.files.packs.values()];
  expect(packs.length).toBeGreaterThan(0);
  for (const pack of packs) pack[100]! ^= 1;
  expect(Buffer.from((await read()).bytes).equals(bytes)).toBe(true);
  await other.close();
});

test('R50: a raised format that nobody can give keeps nobody from the Version itself', async () => {
  const bytes = new Uint8Array(randomBytes(5_000));
  const { version } = await importBytes(bytes, 'Angehoben');
  await desk.sync();
  const felder = { version, stufe: 'B-LT', sha: 'f'.repeat(64), groesse: 9_000, erstellt: '2026-11-20T09:00:00.000Z' };
  const record = { art: 'primaerdokument', id: 'pd-1', akte: null, rev: 1, felder } as const;
  await desk.replica.applyPulled([{ art: record.art, id: record.id, record }], {});
  const read = await desk.commands.readVersion({ version, action: 'view', purpose: 'dokument', format: 'best' });
  expect(Buffer.from(read.bytes).equals(bytes)).toBe(true);
});
