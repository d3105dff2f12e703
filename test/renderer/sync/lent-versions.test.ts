import { createHash, randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { headBytes, type LentFile, unanswered } from '../../../renderer/ranges/lend-file.ts';
import type { RunningServer } from '../../../server/start-server.ts';
import { errorCodes } from '../../../shared/errors.ts';
import { Desk } from '../../workstation/desk.ts';
import { demoPassword } from '../../workstation/seeded-folder.ts';
import { startTestServer } from '../../workstation/start-server.ts';

let server: RunningServer;
let desk: Desk;
const eingang = { eingangsdatum: '2026-11-20T09:00:00Z', eingangsquelle: 'Fax', eingangskanal: 'Fax', absender: '' };
const letter = new Uint8Array(randomBytes(2_300_000));
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

beforeAll(async () => {
  server = await startTestServer();
});
beforeEach(async () => {
  desk = await Desk.open(server.url, 'brandt', demoPassword);
  await desk.sync();
});
afterEach(() => desk.close());
afterAll(() => server.stop());

const importLetter = () =>
  desk.commands.importDokument({ name: 'x.pdf', titel: 'X', bytes: letter.slice(), vorgang: null, eingang });
const lend = (version: string) => desk.commands.lendVersion({ version, action: 'stamp', purpose: 'Dokument stempeln' });

/** One question as a borrower asks it; a parser would wait in place. Answers with the bytes, or the code of the refusal. */
async function ask({ port, window }: LentFile, offset: number, length: number): Promise<Uint8Array | string> {
  const head = new Int32Array(window, 0, 1);
  Atomics.store(head, 0, unanswered);
  port.postMessage({ offset, length });
  while (Atomics.load(head, 0) === unanswered) await new Promise((done) => setTimeout(done, 2));
  const count = Atomics.load(head, 0);
  return count < 0 ? (errorCodes[-1 - count] ?? '') : new Uint8Array(window).slice(headBytes, headBytes + count);
}

async function readAll(lent: LentFile): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for (let at = 0; at < lent.sizeBytes; at += parts.at(-1)?.length ?? 0) {
    const part = await ask(lent, at, lent.sizeBytes - at);
    if (typeof part === 'string') throw new Error(part);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

test('P140, P141: a Version is lent after one access record, and what is appended lies behind its bytes', async () => {
  const { dokument, version } = await importLetter();
  const before = desk.workplace.zugriffe.records().length;
  const lent = await lend(version);
  expect(desk.workplace.zugriffe.records().slice(before)).toMatchObject([{ action: 'stamp' }]);
  expect(lent).toMatchObject({ sha: sha256(letter), sizeBytes: letter.length });
  expect((await readAll(lent)).equals(letter)).toBe(true);
  const appended = new Uint8Array(randomBytes(70_000));
  const text = 'Stempel';
  const added = await desk.commands.addVersion({
    ...{ dokument, vorgaenger: version, lent: lent.id, appended, text },
    entstehung: 'stempel',
  });
  expect(
    desk.workplace.zugriffe
      .records()
      .slice(before)
      .map(({ action }) => action),
  ).toEqual(['stamp', 'change']);
  await desk.commands.returnVersion({ id: lent.id });
  lent.port.close();

  const { bytes } = await desk.commands.readVersion({ version: added.version, action: 'view', purpose: 'dokument' });
  expect(Buffer.from(bytes).equals(Buffer.concat([letter, appended]))).toBe(true);
  await desk.sync();
  const answer = await desk.server.request(`/v1/blobs/${sha256(bytes)}`, {});
  expect(sha256(new Uint8Array(await answer.arrayBuffer()))).toBe(sha256(bytes));
});

test('P141: nothing is appended to another Version than the lent one, nor after it was given back', async () => {
  const first = await importLetter();
  const { dokument, version } = await desk.commands.importDokument({
    ...{ name: 'y.pdf', titel: 'Y', bytes: new Uint8Array(randomBytes(9_000)), vorgang: null, eingang },
  });
  const lent = await lend(first.version);
  const change = { dokument, vorgaenger: version, lent: lent.id, appended: new Uint8Array(9), text: '' } as const;
  await expect(desk.commands.addVersion({ ...change, entstehung: 'stempel' })).rejects.toMatchObject({
    code: 'version-unknown',
  });
  await desk.commands.returnVersion({ id: lent.id });
  lent.port.close();
  await expect(desk.commands.addVersion({ ...change, entstehung: 'stempel' })).rejects.toMatchObject({
    code: 'input-invalid',
  });
});

test('P141: a chunk that is damaged while it is lent is fetched again; offline it is said', async () => {
  const { version } = await importLetter();
  await desk.sync();
  const lent = await lend(version);
  expect(await ask(lent, 0, 100)).toEqual(letter.slice(0, 100));
  const damage = () => {
    for (const bytes of desk.files.packs.values()) bytes.fill(1);
  };
  damage();
  expect((await readAll(lent)).equals(letter)).toBe(true);
  damage();
  desk.offline = true;
  expect(await ask(lent, 0, 100)).toBe('version-not-here');
  await desk.commands.returnVersion({ id: lent.id });
  lent.port.close();
});

test('R50, P140: unsent bytes that only main has are lent too, also when main drops them meanwhile', async () => {
  desk.offline = true;
  const { version } = await importLetter();
  desk.wipe();
  await desk.start();
  const lent = await lend(version);
  expect((await readAll(lent)).equals(letter)).toBe(true);
  desk.offline = false;
  await desk.sync();
  expect(await desk.workplace.blobs.list()).toEqual([]);
  expect((await readAll(lent)).equals(letter)).toBe(true);
  await desk.commands.returnVersion({ id: lent.id });
  lent.port.close();
});

test('P140: bytes that main dropped after sending, before this worker heard of it, are read from where they are', async () => {
  const { version } = await importLetter();
  const sha = sha256(letter);
  await desk.replica.blobs.remove([sha]);
  const lent = await lend(version);
  await desk.sync();
  desk.replica.unsentBlobs = new Set([sha]);
  expect((await readAll(lent)).equals(letter)).toBe(true);
  expect(desk.replica.blobs.has(sha)).toBe(true);
  await desk.commands.returnVersion({ id: lent.id });
  lent.port.close();
});
