import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPackage } from '../../../renderer/replica/uebergabe/open-package.ts';
import { findPackage } from '../../../renderer/replica/uebergabe/received-packages.ts';
import { keysOf } from '../../../renderer/replica/uebergabe/receivers.ts';
import { sealPackage } from '../../../renderer/replica/uebergabe/seal-package.ts';
import { transaction } from '../../../server/database.ts';
import type { RunningServer } from '../../../server/start-server.ts';
import { nextRev, readRecord, storeRecord } from '../../../server/store-record.ts';
import { type Operation, operationPayload } from '../../../shared/change.ts';
import { hpkePublicKey } from '../../../shared/crypto/hpke.ts';
import { errorCode } from '../../../shared/errors.ts';
import { Desk } from '../../workstation/desk.ts';
import { demoPassword } from '../../workstation/seeded-folder.ts';
import { startTestServer } from '../../workstation/start-server.ts';

const akte = 'akte-bauamt-900';
let server: RunningServer;
let brandt: Desk;
let nowak: Desk;
let hoffmann: Desk;
let vorgang = '';

const secret = 'Der Keller stand am Montag unter Wasser.';
const scan = new TextEncoder().encode('%PDF-1.7 ein Bild vom Keller');

beforeAll(async () => {
  server = await startTestServer();
  brandt = await Desk.open(server.url, 'brandt', demoPassword);
  nowak = await Desk.open(server.url, 'nowak', demoPassword);
  hoffmann = await Desk.open(server.url, 'hoffmann', demoPassword);
  await nowak.sync();
  await hoffmann.sync();
  await brandt.sync();
  await brandt.syncUntil(
    async () => (await receiver('p-nowak'))?.hasKey === true && (await receiver('p-hoffmann')) === undefined,
  );
  vorgang = inAkte(brandt)[0] ?? '';
}, 180_000);
afterAll(async () => {
  await brandt?.close();
  await nowak?.close();
  await hoffmann?.close();
  await server?.stop();
});

/** The Vorgaenge of the Akte are put into somebody's hand. */
async function giveTo(person: string): Promise<void> {
  await transaction(server.pool, async (db) => {
    const { rows } = await db.query<{ id: string }>(`select id from datensatz where art = 'vorgang' and akte = $1`, [
      akte,
    ]);
    for (const { id } of rows) {
      const record = (await readRecord(db, 'vorgang', id))!;
      const rev = await nextRev(db);
      const felder = { ...record.felder, bearbeitung: person };
      await storeRecord(db, { ...record, felder, rev, feldrev: { ...record.feldrev, bearbeitung: rev } }, { by: null });
    }
  });
}

const inAkte = (desk: Desk) => {
  const { vorgang } = desk.replica.tables;
  return vorgang.ids.filter((id, row): id is string => id !== null && vorgang.akte(row) === akte);
};
const receiver = async (id: string) => (await brandt.queries.empfaenger({})).find((one) => one.id === id);
const parked = async () =>
  (await brandt.queries.ausgang({})).filter(({ state, was }) => state === 'rejected' && was !== 'hand-over');
const packages = () => nowak.queries.uebergaben({});
const codeOf = (promise: Promise<unknown>) => promise.then(() => 'none', errorCode);

/** What Brandt writes while her right ends. */
async function loseRight(): Promise<void> {
  brandt.offline = true;
  const rev = (await brandt.queries.vorgang({ id: vorgang }))?.vorgang.rev ?? 0;
  await brandt.commands.editVorgang({ id: vorgang, set: { bemerkung: 'feucht' }, base: { bemerkung: rev } });
  await brandt.commands.addVermerk({ bezugArt: 'vorgang', bezug: vorgang, text: secret });
  const eingang = { eingangsdatum: '2026-11-20T08:00:00Z', eingangsquelle: 'x', eingangskanal: 'post', absender: 'y' };
  await brandt.commands.importDokument({
    name: 'keller.pdf',
    titel: 'Bild vom Keller',
    bytes: scan.slice(),
    vorgang,
    eingang,
  });
  await giveTo('p-nowak');
  brandt.offline = false;
  await brandt.syncUntil(() => inAkte(brandt).length === 0);
  await brandt.syncUntil(async () => (await parked()).length >= 4);
}

test('S102: refused work is sealed offline for a colleague who has the right, and sent with the next exchange', async () => {
  await loseRight();
  const rows = await parked();
  expect(rows.map(({ was }) => was)).toEqual(['edit-vorgang', 'vermerk', 'create-dokument', 'add-version']);
  expect(await codeOf(brandt.commands.putAway({ n: rows[0]!.n }))).toBe('not-found');
  expect(await codeOf(brandt.commands.handOver({ n: rows[0]!.n, an: 'p-krueger' }))).toBe('recipient-no-key');

  // S104: who may not write there cannot get it; another one can.
  await brandt.commands.handOver({ n: rows[0]!.n, an: 'p-hoffmann' });
  await brandt.sync();
  expect((await parked())[0]?.uebergabe).toMatchObject({ state: 'rejected', code: 'recipient-no-right' });

  brandt.offline = true;
  await brandt.commands.handOver({ n: rows[0]!.n, an: 'p-nowak' });
  // What is sealed and waits outlives the end of the program.
  await brandt.start();
  const waiting = await parked();
  for (const row of waiting) expect(row.uebergabe).toMatchObject({ state: 'waiting', code: null });
  expect(await codeOf(brandt.commands.handOver({ n: rows[1]!.n, an: 'p-nowak' }))).toBe('package-twice');
  expect(await codeOf(brandt.commands.putAway({ n: rows[0]!.n }))).toBe('not-found');
  brandt.offline = false;
  await brandt.sync();
  expect((await parked()).map(({ uebergabe }) => uebergabe?.state)).toEqual(['done', 'done', 'done', 'done']);
  expect(brandt.workplace.zugriffe.records().at(-1)).toMatchObject({ action: 'handover', purpose: 'seal-package' });
});

test('S103: the server has the package and reads nothing of it', async () => {
  const { rows } = await server.pool.query<{ sha: string }>(
    `select d -> 'felder' ->> 'sha' as sha from datensatz where art = 'uebergabe'`,
  );
  const answer = await nowak.server.request(`/v1/blobs/${rows[0]!.sha}`);
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect(bytes.includes('Keller')).toBe(false);
  expect(bytes.includes('%PDF')).toBe(false);
});

test('S105: only the receiver gets the bytes, whoever else sees the Akte sees that there is a package', async () => {
  const weiss = await Desk.open(server.url, 'weiss', demoPassword);
  await weiss.sync();
  await hoffmann.sync();
  expect(hoffmann.replica.tables.uebergabe.size).toBe(0);
  const { uebergabe } = weiss.replica.tables;
  expect(uebergabe.size).toBe(1);
  expect(await codeOf(weiss.server.request(`/v1/blobs/${uebergabe.text('sha', 0)}`))).toBe('not-found');
  expect(await weiss.queries.uebergaben({})).toEqual([]);
  expect(await codeOf(weiss.commands.openPackage({ id: uebergabe.ids[0] ?? '' }))).toBe('not-found');
  await weiss.close();
});

test('S106: the receiver reads whose work it is and what it says beside the Akte as it is now; the log knows it first', async () => {
  await nowak.syncUntil(async () => (await packages()).length === 1);
  const [one] = await packages();
  expect(one).toMatchObject({ akte, von: 'Sabine Brandt', changes: 4 });
  nowak.offline = true;
  expect(await codeOf(nowak.commands.openPackage({ id: one!.id }))).toBe('package-not-here');
  nowak.offline = false;
  const calls: string[] = [];
  nowak.beforeCall = (call) => void calls.push(call);
  const contents = await nowak.commands.openPackage({ id: one!.id });
  expect(calls).toEqual(['package.key', 'package.open']);
  expect(nowak.workplace.zugriffe.records().at(-1)).toMatchObject({ action: 'handover', purpose: 'open-package' });
  expect(contents.map(({ was }) => was)).toEqual(['edit-vorgang', 'vermerk', 'create-dokument', 'add-version']);
  const [edit, vermerk, , version] = contents;
  expect(edit?.felder).toEqual([{ feld: 'bemerkung', mein: 'feucht', jetzt: expect.any(String), moved: true }]);
  expect(edit?.titel).not.toBe('');
  expect(vermerk?.text).toBe(secret);
  expect(version?.datei).toMatchObject({ name: 'keller.pdf', sizeBytes: scan.length });
  const { bytes } = await nowak.commands.readPackageFile({ id: one!.id, sha: version!.datei!.sha });
  expect(bytes).toEqual(scan);
  nowak.beforeCall = () => undefined;
});

test('S106: what is damaged, moved, incomplete, signed by somebody else or not for this device is refused and says which', async () => {
  const [one] = await packages();
  const name = findPackage(nowak.replica, one!.id);
  const answer = await nowak.server.request(`/v1/blobs/${name.sha}`);
  const genuine = new Uint8Array(await answer.arrayBuffer());
  const open = (bytes: Uint8Array<ArrayBuffer>, as = name) => codeOf(openPackage(nowak.replica, as, bytes));
  expect(await open(genuine)).toBe('none');
  expect(await open(new Uint8Array())).toBe('package-damaged');
  expect(await open(genuine.slice(0, -1))).toBe('package-damaged');
  const changed = genuine.slice();
  changed[changed.length - 40]! ^= 1;
  expect(await open(changed)).toBe('package-damaged');
  expect(await open(genuine, { ...name, id: 'another' })).toBe('package-damaged');

  const keys = keysOf(hoffmann.replica, 'p-nowak');
  const operations = [...brandt.replica.outbox.values()]
    .map(({ operation }) => operation)
    .filter((operation) => name.operationen.includes(operation.h));
  const forge = (forged: readonly Operation[], keysToo = keys) =>
    sealPackage(hoffmann.replica, name, { keys: keysToo, operations: forged });
  expect(await open(await forge(operations))).toBe('none');
  expect(await open(await forge(operations.slice(1)))).toBe('package-forged');
  const [first, second, ...rest] = operations;
  const changedText = { ...second!, set: { ...second!.set, text: 'Alles in Ordnung.' } };
  expect(await open(await forge([first!, changedText, ...rest]))).toBe('package-forged');
  const { h, sig: _, ...body } = changedText;
  const origin = { dev: second!.dev, n: second!.n, h };
  const unsigned = { ...body, origin, dev: hoffmann.replica.identity.device };
  const own = createHash('sha256').update(operationPayload(unsigned)).digest();
  const resigned = { ...unsigned, h: own.toString('hex') };
  const sig = hoffmann.workplace.deviceKey.sign(own);
  expect(await open(await forge([first!, { ...resigned, sig }, ...rest]))).toBe('package-forged');
  const elsewhere = Buffer.from(hpkePublicKey(new Uint8Array(32).fill(9))).toString('hex');
  expect(await open(await forge(operations, [elsewhere]))).toBe('package-not-for-device');
});

test('S107: taken into a Vorgang it is a Vermerk and a Dokument in her own name, all at once, and it is dealt with once', async () => {
  const [one] = await packages();
  const target = inAkte(nowak)[0] ?? '';
  await nowak.commands.takePackage({ id: one!.id, vorgang: target, text: `Von Brandt: ${secret}` });
  expect(await packages()).toEqual([]);
  expect(await codeOf(nowak.commands.openPackage({ id: one!.id }))).toBe('package-settled');
  await nowak.sync();
  expect(await nowak.queries.ausgang({})).toEqual([]);
  const detail = await nowak.queries.vorgang({ id: target });
  expect(detail?.verlauf.some(({ text }) => text.includes(secret))).toBe(true);
  expect(detail?.dokumente.some(({ titel }) => titel === 'Bild vom Keller')).toBe(true);
});

test('S108: only now the author may put it away, and it leaves nothing behind on her device', async () => {
  for (const { n } of await parked()) await brandt.commands.putAway({ n });
  expect(await brandt.queries.ausgang({})).toEqual([]);
  await brandt.sync();
  expect(brandt.replica.unsentBlobs.size).toBe(0);
});
