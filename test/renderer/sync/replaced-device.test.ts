import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RunningServer } from '../../../server/start-server.ts';
import { Desk } from '../../workstation/desk.ts';
import { demoPassword } from '../../workstation/seeded-folder.ts';
import { startTestServer } from '../../workstation/start-server.ts';

let server: RunningServer;
const akte = 'akte-jugendamt-001';
const account = ['brandt', demoPassword] as const;

beforeAll(async () => {
  server = await startTestServer();
}, 180_000);
afterAll(() => server.stop());

async function edit(desk: Desk, id: string, set: Record<string, string>): Promise<void> {
  const detail = await desk.queries.vorgang({ id });
  const base = Object.fromEntries(Object.keys(set).map((feld) => [feld, detail?.vorgang.rev ?? 0]));
  await desk.commands.editVorgang({ id, set, base });
}

const fieldOf = async (desk: Desk, id: string, feld: string) =>
  (await desk.queries.vorgang({ id }))?.vorgang.felder[feld];

/**
 * A workstation without connection on which a Vorgang was made, edited twice in one field, and a file was taken in; and its
 * Notfallkopie of that moment. `seen` = a Vorgang that the server has already.
 */
async function lostDesk() {
  const desk = await Desk.open(server.url, ...account);
  await desk.sync();
  const { id: seen } = await desk.commands.createVorgang({ akte, titel: 'Gesendet', vorgangstyp: 'Antrag' });
  await desk.syncUntil(() => !desk.replica.isUnsent('vorgang', seen));
  const { id } = await desk.commands.createVorgang({ akte, titel: 'Außendienst', vorgangstyp: 'Antrag' });
  await edit(desk, id, { telefon: '1' });
  await edit(desk, id, { telefon: '2' });
  await edit(desk, seen, { telefon: 'aus der Kopie' });
  const bytes = new Uint8Array(randomBytes(1_200_000));
  const eingang = {
    eingangsdatum: '2026-11-20T09:00:00Z',
    eingangsquelle: 'Post',
    eingangskanal: 'Post',
    absender: '',
  };
  const { version } = await desk.commands.importDokument({
    name: 'brief.pdf',
    titel: 'Brief',
    bytes,
    vorgang: id,
    eingang,
  });
  const unsent = (await desk.queries.ausgang({})).length;
  return { desk, id, seen, bytes, version, unsent, copy: await desk.writeNotfallkopie() };
}

/** How often each original operation of a record made a change that others see, by the hash it had first. */
async function changesByOrigin(rids: readonly string[]): Promise<readonly number[]> {
  const { rows } = await server.pool.query<{ count: number }>(
    `select count(*)::int as count from (
       select art, rid, dev, n from log union all select art, rid, dev, n from pending) as announced
       join operation using (dev, n) where rid = any($1) group by ursprung, art, rid`,
    [rids],
  );
  return rows.map(({ count }) => count);
}

async function konflikteOf(desk: Desk, id: string) {
  return (await desk.queries.konflikte({})).filter(({ bezug }) => bezug === id);
}

test('S31: a copy that its device never sent arrives once, with its bytes, from the device it was restored on', async () => {
  const lost = await lostDesk();
  const found = await Desk.restore(lost.copy, server.url, ...account);
  expect(await found.queries.ausgang({})).toHaveLength(lost.unsent);
  await found.sync();
  expect(await found.queries.ausgang({})).toEqual([]);
  await found.syncUntil(() => !found.replica.isUnsent('vorgang', lost.id));
  expect(await fieldOf(found, lost.id, 'telefon')).toBe('2');
  expect(await fieldOf(found, lost.seen, 'telefon')).toBe('aus der Kopie');
  expect([...new Set(await changesByOrigin([lost.id, lost.seen, lost.version]))]).toEqual([1]);
  expect(await konflikteOf(found, lost.id)).toEqual([]);

  expect(await found.workplace.blobs.list()).toEqual([]);
  await found.syncUntil(() => found.replica.tables.version.row(lost.version) >= 0);
  const read = await found.commands.readVersion({ version: lost.version, action: 'view', purpose: 'dokument' });
  expect(Buffer.from(read.bytes).equals(lost.bytes)).toBe(true);
  await expect(lost.desk.sync()).rejects.toMatchObject({ code: 'device-revoked' });
  await Promise.all([lost.desk.close(), found.close()]);
});

test('S31: a copy whose device sent it, and more, doubles nothing and sends on', async () => {
  const lost = await lostDesk();
  await lost.desk.sync();
  await edit(lost.desk, lost.id, { bemerkung: 'nach der Kopie' });
  await edit(lost.desk, lost.seen, { telefon: 'nach der Kopie' });
  await lost.desk.sync();
  const records = [lost.id, lost.seen, lost.version];
  const before = await changesByOrigin(records);

  const found = await Desk.restore(lost.copy, server.url, ...account);
  await found.sync();
  expect(await found.queries.ausgang({})).toEqual([]);
  expect(await changesByOrigin(records)).toEqual(before);
  expect([...new Set(before)]).toEqual([1]);
  await edit(found, lost.id, { telefon: '3' });
  await found.sync();
  await found.syncUntil(() => !found.replica.isUnsent('vorgang', lost.id));
  expect(await fieldOf(found, lost.id, 'telefon')).toBe('3');
  expect(await fieldOf(found, lost.id, 'bemerkung')).toBe('nach der Kopie');
  expect(await fieldOf(found, lost.seen, 'telefon')).toBe('nach der Kopie');
  expect(await konflikteOf(found, lost.id)).toEqual([]);
  await Promise.all([lost.desk.close(), found.close()]);
});

test('S31: a later edit of the lost device and the copy’s own edit of that field become a Konflikt', async () => {
  const lost = await lostDesk();
  const older = await lost.desk.writeNotfallkopie();
  await lost.desk.sync();
  await lost.desk.syncUntil(() => !lost.desk.replica.isUnsent('vorgang', lost.seen));

  // Restored while the device before was still at work: it edited the field meanwhile, the copy's person does so too.
  const found = await Desk.restore(older, server.url, ...account);
  await edit(found, lost.seen, { telefon: 'auf dem neuen Gerät' });
  await edit(lost.desk, lost.seen, { telefon: 'nach der Kopie' });
  await lost.desk.sync();
  await found.sync();
  await found.syncUntil(async () => (await konflikteOf(found, lost.seen)).length === 1);
  expect(await konflikteOf(found, lost.seen)).toMatchObject([
    { feld: 'telefon', mein: 'auf dem neuen Gerät', ihr: 'nach der Kopie' },
  ]);
  expect(await fieldOf(found, lost.seen, 'telefon')).toBe('nach der Kopie');
  await Promise.all([lost.desk.close(), found.close()]);
});

test('S11, S31: of a profile that was used twice, the one that may not send any more goes on as a new device', async () => {
  const desk = await Desk.open(server.url, ...account);
  await desk.sync();
  const { id } = await desk.commands.createVorgang({ akte, titel: 'Doppelt', vorgangstyp: 'Antrag' });
  await desk.syncUntil(() => !desk.replica.isUnsent('vorgang', id));
  const clone = await desk.clone();
  await edit(desk, id, { telefon: 'Original' });
  await desk.sync();
  await edit(clone, id, { bemerkung: 'Klon' });
  await expect(clone.sync()).rejects.toMatchObject({ code: 'device-fork' });

  await clone.replaceDevice(...account);
  await clone.start();
  expect((await clone.queries.ausgang({})).map(({ felder }) => felder)).toEqual([['bemerkung']]);
  await clone.sync();
  expect(await clone.queries.ausgang({})).toEqual([]);
  await clone.syncUntil(async () => (await fieldOf(clone, id, 'bemerkung')) === 'Klon');
  expect(await fieldOf(clone, id, 'telefon')).toBe('Original');
  await expect(desk.sync()).rejects.toMatchObject({ code: 'device-revoked' });
  await Promise.all([desk.close(), clone.close()]);
});
