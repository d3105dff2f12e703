import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { CHUNK_BYTES } from '../../../renderer/replica/blob-ref.ts';
import { createDownloads } from '../../../renderer/sync/transfer-blob.ts';
import { transaction } from '../../../server/database.ts';
import type { RunningServer } from '../../../server/start-server.ts';
import { nextRev, readRecord, storeRecord } from '../../../server/store-record.ts';
import { type DatensatzArt, type Felder, isPosteingang } from '../../../shared/akte.ts';
import { AppError } from '../../../shared/errors.ts';
import { Desk, type Wire } from '../../workstation/desk.ts';
import { demoPassword } from '../../workstation/seeded-folder.ts';
import { startTestServer } from '../../workstation/start-server.ts';

const MIB = 1024 * 1024;
let server: RunningServer;
let desk: Desk;
const plain: Wire = (url, init) => fetch(url, init);

beforeAll(async () => {
  server = await startTestServer();
});
beforeEach(async () => {
  desk = await Desk.open(server.url, 'brandt', demoPassword);
  await desk.sync();
});
afterEach(() => desk.close());
afterAll(() => server.stop());

/** A Vorgang with one document that the server has and this device does not. */
async function remoteDokument(sizeBytes: number): Promise<{ vorgang: string; sha: string }> {
  const akte = 'akte-jugendamt-001';
  const { id: vorgang } = await desk.commands.createVorgang({ akte, titel: 'Mitnehmen', vorgangstyp: 'Antrag' });
  await desk.commands.editVorgang({ id: vorgang, set: { bearbeitung: desk.person }, base: { bearbeitung: 0 } });
  const eingang = { eingangsdatum: '2026-11-20T09:00:00Z', eingangsquelle: 'Fax', eingangskanal: 'Fax', absender: '' };
  const bytes = new Uint8Array(randomBytes(sizeBytes));
  const { version } = await desk.commands.importDokument({ name: 'x.pdf', titel: 'X', bytes, vorgang, eingang });
  await desk.syncUntil(() => !desk.replica.isUnsent('version', version) && desk.replica.unsentBlobs.size === 0);
  const { version: table } = desk.replica.tables;
  const sha = table.text('sha', table.row(version));
  await desk.replica.blobs.remove([sha]);
  return { vorgang, sha };
}

/** What an administrator or another application does. */
async function change(art: DatensatzArt, id: string, felder: Felder): Promise<void> {
  await transaction(server.pool, async (db) => {
    const record = (await readRecord(db, art, id))!;
    const rev = await nextRev(db);
    const feldrev = { ...record.feldrev, ...Object.fromEntries(Object.keys(felder).map((feld) => [feld, rev])) };
    await storeRecord(db, { ...record, felder: { ...record.felder, ...felder }, feldrev, rev }, { by: null });
  });
}

/** Counts what the server sends of this blob, and calls `onMib` after each whole MiB of it. */
function counted(sha: string, onMib: (mib: number) => unknown): { wire: Wire; readonly bytes: number } {
  const seen = { bytes: 0 };
  const wire: Wire = async (url, init) => {
    const answer = await fetch(url, init);
    if (!url.endsWith(sha) || !answer.body) return answer;
    const counting = new TransformStream<Uint8Array, Uint8Array>({
      // What is done at a mebibyte is done before the next bytes come, however busy the machine is.
      async transform(chunk, controller) {
        const before = Math.floor(seen.bytes / MIB);
        seen.bytes += chunk.length;
        controller.enqueue(chunk);
        const after = Math.floor(seen.bytes / MIB);
        if (after > before) await onMib(after);
      },
    });
    return new Response(answer.body.pipeThrough(counting), { status: answer.status, headers: answer.headers });
  };
  return {
    wire,
    get bytes() {
      return seen.bytes;
    },
  };
}

test('R100: what was packed is known after the loss of IndexedDB and OPFS, and comes again', async () => {
  const { vorgang, sha } = await remoteDokument(100_000);
  await desk.commands.pack({ scopes: [{ art: 'vorgang', id: vorgang }] });
  desk.wipe();
  await desk.start();
  expect(desk.replica.packList.scopes).toMatchObject([{ art: 'vorgang', id: vorgang, titel: 'Mitnehmen', mine: true }]);
  await desk.sync();
  expect(desk.replica.blobs.has(sha)).toBe(true);
});

test('R101: a Vorgang, or everything in hand, is taken along without the rest of its Akte; bytes count once', async () => {
  const { vorgang, sha } = await remoteDokument(50_000);
  const scopes = [
    { art: 'vorgang', id: vorgang },
    { art: 'vorrat', id: 'eigene' },
  ] as const;
  const plan = await desk.queries.packPlan({ scopes });
  expect(plan.zeilen[0]).toMatchObject({ id: vorgang, titel: 'Mitnehmen', sizeBytes: 50_000 });
  expect(plan.sizeBytes).toBe(plan.zeilen[1]!.sizeBytes);
  await desk.commands.pack({ scopes: [scopes[0]] });
  await desk.sync();
  expect(desk.replica.blobs.has(sha)).toBe(true);
  expect((await desk.queries.akte({ id: 'akte-jugendamt-001' }))?.gepackt).toBe(false);
  await desk.commands.pack({ scopes: [scopes[1]] });
  await desk.commands.unpack({ scopes: [scopes[0]] });
  // Still in hand.
  expect(desk.replica.blobs.has(sha)).toBe(true);
  await desk.commands.unpack({ scopes: [scopes[1]] });
  expect(desk.replica.blobs.has(sha)).toBe(false);
});

test('R101: an Akte says of its size what the window says that packs it, and how many of its Dokumente are here', async () => {
  const id = 'akte-jugendamt-002';
  const before = (await desk.queries.akte({ id }))!;
  expect(before).toMatchObject({ hereBytes: 0, dokumenteHier: 0 });
  const { id: vorgang } = await desk.commands.createVorgang({ akte: id, titel: 'Zweimal', vorgangstyp: 'Antrag' });
  const eingang = { eingangsdatum: '2026-11-20T09:00:00Z', eingangsquelle: 'Fax', eingangskanal: 'Fax', absender: '' };
  const brief = { name: 'x.pdf', bytes: new Uint8Array(randomBytes(70_000)), vorgang, eingang };
  // The same letter came twice, once with a signature: two Dokumente, and its bytes once.
  const signaturen = [{ name: 'x.p7s', bytes: new Uint8Array(randomBytes(900)) }];
  await desk.commands.importDokument({ ...brief, titel: 'Brief', signaturen });
  await desk.commands.importDokument({ ...brief, titel: 'Derselbe Brief' });
  const expectSame = async () => {
    const akte = (await desk.queries.akte({ id }))!;
    const plan = await desk.queries.packPlan({ scopes: [{ art: 'akte', id }] });
    expect(akte).toMatchObject({
      dokumente: before.dokumente + 2,
      dokumenteHier: 2,
      hereBytes: 70_900,
      gepackt: false,
    });
    expect(akte.sizeBytes).toBe(before.sizeBytes + 70_900);
    expect([plan.sizeBytes, plan.missingBytes]).toEqual([akte.sizeBytes, before.sizeBytes]);
  };
  // While they wait in the Ausgang, and when they were sent.
  await expectSame();
  await desk.syncUntil(() => desk.replica.unsentBlobs.size === 0);
  await expectSame();
});

test('A68: a Posteingang stands in no list of Akten, no choice of a target and no count of the Aktenplan', async () => {
  const asked = { aktenplaneinheit: null, sort: 'titel', descending: false, offset: 0, limit: 500 } as const;
  const list = async (text: string) => (await desk.queries.akten({ ...asked, text })).rows.map(({ id }) => id);
  const all = await desk.queries.akten({ ...asked, text: '' });
  const { akte } = desk.replica.tables;
  const hidden = akte.ids.filter((id) => id !== null && isPosteingang(id));
  expect(hidden).toContain('posteingang-jugendamt');
  expect(all.rows.length).toBeGreaterThan(0);
  expect([all.total, all.rows.length]).toEqual([akte.size - hidden.length, akte.size - hidden.length]);
  expect(all.rows.filter(({ id }) => isPosteingang(id))).toEqual([]);
  expect(await list('Posteingang')).toEqual([]);
  const plan = await desk.queries.aktenplan({});
  const roots = plan.filter(({ uebergeordnet }) => uebergeordnet === null);
  expect(roots.reduce((sum, { akten }) => sum + akten, 0)).toBe(all.total);
  // Nor is a Vorgang made or put there by its id.
  const eingang = 'posteingang-jugendamt';
  const asNew = { akte: eingang, titel: 'Versehen', vorgangstyp: 'Antrag' };
  await expect(desk.commands.createVorgang(asNew)).rejects.toThrow('operation-invalid');
  const { ids } = desk.replica.tables.vorgang;
  await expect(desk.commands.moveVorgang({ id: ids.find(Boolean)!, akte: eingang })).rejects.toThrow(
    'operation-invalid',
  );
  // Taken along all the same, and named by itself.
  await desk.commands.pack({ scopes: [{ art: 'akte', id: 'posteingang-jugendamt' }] });
  expect((await desk.queries.uebersicht({})).gepackt).toEqual([]);
  expect((await desk.queries.speicher({})).zeilen[0]).toMatchObject({ id: 'posteingang-jugendamt', isFixed: true });
});

test('R103: paused in the middle, over a restart, loading goes on with at most 1 MiB sent twice', async () => {
  const size = 6 * MIB + 12_345;
  const { vorgang, sha } = await remoteDokument(size);
  await desk.commands.pack({ scopes: [{ art: 'vorgang', id: vorgang }] });
  let pausing: Promise<unknown> | null = null;
  const first = counted(sha, (mib) => {
    if (mib < 3) return undefined;
    pausing ??= desk.commands.pausePacking({ isPaused: true });
    return pausing;
  });
  desk.wire = first.wire;
  await desk.sync();
  await pausing;
  expect(desk.replica.blobs.has(sha)).toBe(false);
  const kept = desk.replica.blobs.receivedBytes(sha);
  expect(kept).toBeGreaterThan(MIB);

  desk.replica.store.database.close();
  await desk.start();
  expect(desk.replica.packList.paused).toBe('person');
  await desk.sync();
  expect(desk.replica.blobs.receivedBytes(sha)).toBe(kept);

  const second = counted(sha, () => undefined);
  desk.wire = second.wire;
  await desk.commands.pausePacking({ isPaused: false });
  await desk.sync();
  expect(desk.replica.blobs.has(sha)).toBe(true);
  expect(second.bytes).toBe(size - kept);
  desk.wire = plain;
});

test('R47: killed in the middle of a download, at most 1 MiB comes twice', async () => {
  const size = 5 * MIB;
  const { vorgang, sha } = await remoteDokument(size);
  await desk.commands.pack({ scopes: [{ art: 'vorgang', id: vorgang }] });
  // Written and not referred to yet: the moment at which a kill costs most.
  let writes = 0;
  const { files } = desk;
  const write = files.write.bind(files);
  files.write = async (...args) => {
    await write(...args);
    if (++writes === 3) throw new Error('killed');
  };
  await expect(desk.sync()).rejects.toThrow('killed');
  desk.replica.store.database.close();
  files.write = write;
  await desk.start();
  const again = counted(sha, () => undefined);
  desk.wire = again.wire;
  await desk.sync();
  expect(desk.replica.blobs.has(sha)).toBe(true);
  expect(again.bytes).toBe(size - 2 * CHUNK_BYTES);
  desk.wire = plain;
});

test('R104: a full disk pauses loading and says so; the exchange goes on, and nothing that is here is lost', async () => {
  const { vorgang, sha } = await remoteDokument(2 * MIB);
  await desk.commands.pack({ scopes: [{ art: 'vorgang', id: vorgang }] });
  const { files } = desk;
  const write = files.write.bind(files);
  files.write = () => Promise.reject(new AppError('disk-full'));
  const before = desk.replica.blobs.shas;
  await desk.sync();
  expect((await desk.queries.speicher({})).paused).toBe('disk-full');
  expect(desk.replica.blobs.shas).toEqual(before);
  await change('vorgang', vorgang, { titel: 'Kommt trotzdem' });
  const { vorgang: table } = desk.replica.tables;
  await desk.syncUntil(() => table.text('titel', table.row(vorgang)) === 'Kommt trotzdem');
  files.write = write;
  await desk.commands.pausePacking({ isPaused: false });
  await desk.sync();
  expect(desk.replica.blobs.has(sha)).toBe(true);
});

test.each([
  ['closed', { status: 'zdA' }],
  ['handed-on', { bearbeitung: 'p-yildiz' }],
] as const)('R105: what is no longer mine leaves by itself and is told, with its bytes (%s)', async (why, felder) => {
  const { vorgang, sha } = await remoteDokument(30_000);
  await desk.commands.pack({ scopes: [{ art: 'vorgang', id: vorgang }] });
  await desk.sync();
  expect(desk.replica.blobs.has(sha)).toBe(true);
  await change('vorgang', vorgang, felder);
  await desk.syncUntil(() => desk.replica.packList.scopes.length === 0);
  expect((await desk.queries.speicher({})).left).toMatchObject([{ titel: 'Mitnehmen', why }]);
  expect(desk.replica.blobs.has(sha)).toBe(false);
  await desk.commands.forgetLeft({});
  expect((await desk.queries.speicher({})).left).toEqual([]);
});

test('R105: an Akte that the person does not see any more takes its bytes with it, unsent work stays with main', async () => {
  const weiss = await Desk.open(server.url, 'nowak', demoPassword);
  await weiss.sync();
  const akte = 'akte-bauamt-002';
  await weiss.commands.pack({ scopes: [{ art: 'akte', id: akte }] });
  await weiss.sync();
  const { vorgang: table } = weiss.replica.tables;
  const row = table.ids.findIndex((id, at) => id !== null && table.akte(at) === akte);
  const vorgang = table.ids[row]!;
  weiss.offline = true;
  const eingang = { eingangsdatum: '2026-11-20T09:00:00Z', eingangsquelle: 'Fax', eingangskanal: 'Fax', absender: '' };
  const bytes = new Uint8Array(randomBytes(20_000));
  await weiss.commands.importDokument({ name: 'x.pdf', titel: 'Ungesendet', bytes, vorgang, eingang });
  const unsent = await weiss.workplace.blobs.list();
  expect(unsent).toHaveLength(1);
  await change('akte', akte, { federfuehrung: 'jugendamt' });
  for (const id of table.ids.filter((_, at) => table.akte(at) === akte))
    await change('vorgang', id!, { bearbeitung: 'p-brandt' });
  weiss.offline = false;
  await weiss.syncUntil(() => weiss.replica.packList.scopes.length === 0);
  expect(weiss.replica.packList.left[0]).toMatchObject({ why: 'gone' });
  expect(await weiss.workplace.blobs.list()).toEqual(unsent);
  await weiss.close();
});

test('R106: a check finds the damaged file and the damaged block, both come again, the rest is known to be whole', async () => {
  const { vorgang, sha } = await remoteDokument(3 * MIB);
  await desk.commands.pack({ scopes: [{ art: 'vorgang', id: vorgang }] });
  await desk.sync();
  await desk.commands.flush({});
  await desk.commands.checkStore({});
  const whole = await desk.queries.speicher({});
  expect(whole.check).toMatchObject({ isRunning: false, damaged: 0, doneBytes: whole.check.totalBytes });
  expect(whole.check.totalBytes).toBeGreaterThan(3 * MIB);
  expect(whole.zeilen.find(({ id }) => id === vorgang)?.verified).not.toBe(null);

  const largest = [...desk.files.packs].sort(([, a], [, b]) => b.length - a.length)[0]!;
  largest[1][1_500_000]! ^= 1;
  const { segments } = desk.replica.store.database;
  const row = (await segments.toCollection().first())!;
  await segments.put({ ...row, b: row.b.with(50, row.b[50]! ^ 1) });
  await desk.commands.checkStore({});
  expect((await desk.queries.speicher({})).check).toMatchObject({ damaged: 2 });
  expect(desk.replica.blobs.has(sha)).toBe(false);
  await desk.sync();
  expect(desk.replica.blobs.has(sha)).toBe(true);
  expect(desk.replica.state.repair).toMatchObject({ doneAt: expect.any(String) });
  await desk.commands.checkStore({});
  expect((await desk.queries.speicher({})).check).toMatchObject({ damaged: 0 });
});

test('R107: freeing space removes what was only opened in passing, and nothing that is taken along', async () => {
  const opened = await remoteDokument(40_000);
  const packed = await remoteDokument(41_000);
  await desk.commands.pack({ scopes: [{ art: 'vorgang', id: packed.vorgang }] });
  await desk.sync();
  const { version } = desk.replica.tables;
  const id = version.ids[version.ids.findIndex((_, at) => version.text('sha', at) === opened.sha)]!;
  await desk.commands.readVersion({ version: id, action: 'open', purpose: 'Dokument ansehen' });
  expect((await desk.queries.speicher({})).otherBytes).toBeGreaterThanOrEqual(40_000);
  const { bytes } = await desk.commands.freeSpace({});
  expect(bytes).toBeGreaterThanOrEqual(40_000);
  expect(desk.replica.blobs.has(opened.sha)).toBe(false);
  expect(desk.replica.blobs.has(packed.sha)).toBe(true);
  expect((await desk.queries.speicher({})).otherBytes).toBe(0);
});

test('R103, R50: who waits for a file that is being loaded gets it, also when the loading is ended meanwhile', async () => {
  const { sha } = await remoteDokument(3 * MIB);
  const download = createDownloads({ server: desk.server, replica: desk.replica });
  const packing = new AbortController();
  desk.wire = counted(sha, () => packing.abort()).wire;
  const blob = { sha, sizeBytes: 3 * MIB, akte: 'akte-jugendamt-001', dokument: 'd' };
  const ask = (signal: AbortSignal) =>
    download(blob, { key: new Uint8Array(32).fill(5), signal, onBytes: () => undefined });
  const [loading, opening] = [ask(packing.signal), ask(new AbortController().signal)];
  await expect(loading).rejects.toThrow();
  await opening;
  expect(desk.replica.blobs.has(sha)).toBe(true);
});
