import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Recogniser } from '../../../renderer/replica/indexing/recognition-queue.ts';
import type { Suchfilter } from '../../../renderer/replica-api/search-rows.ts';
import type { RunningServer } from '../../../server/start-server.ts';
import { AppError } from '../../../shared/errors.ts';
import { signBytes, testKey } from '../../fixtures/pdf/sign-with.ts';
import { scannedLetter } from '../../fixtures/scanned-letter.ts';
import { writeWords } from '../../fixtures/words-pdf.ts';
import { Desk } from '../../workstation/desk.ts';
import { demoPassword } from '../../workstation/seeded-folder.ts';
import { startTestServer } from '../../workstation/start-server.ts';
import { askPdfsig } from '../../workstation/strangers.ts';

let server: RunningServer;
let desk: Desk;
const folder = mkdtempSync(path.join(tmpdir(), 'aktentasche-recognition-'));
const noFilter: Suchfilter = { akte: null, art: null, von: null, bis: null, person: null, status: null };
const eingang = {
  eingangsdatum: '2026-11-20T09:00:00Z',
  eingangsquelle: 'Fax',
  eingangskanal: 'Fax',
  absender: 'Jörg Weißmüller',
};

beforeAll(async () => {
  server = await startTestServer();
});
beforeEach(async () => {
  desk = await Desk.open(server.url, 'brandt', demoPassword);
  await desk.sync();
});
afterEach(() => desk.close());
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  return server.stop();
});

const scan = scannedLetter(2);
async function take(bytes = scan.bytes): Promise<string> {
  const file = { name: 'Scan.pdf', titel: 'Scan', bytes: bytes.slice(), vorgang: null, eingang };
  const { version } = await desk.commands.importDokument(file);
  await desk.search.settle();
  return version;
}
const state = async (version: string) => desk.queries.texterkennung({ version });
const find = async (text: string) =>
  (await desk.commands.search({ text, filter: noFilter, offset: 0, limit: 10 })).treffer;
/** A machine that stops after some pages, as a lock or a crash does; it notes which pages it was asked for. */
function standIn(most = Number.POSITIVE_INFINITY, code: AppError['code'] = 'cancelled') {
  const read: number[] = [];
  const recogniser: Recogniser = {
    recognise: async (_file, pages, onPage) => {
      read.push(...pages);
      for (const pageIndex of pages.slice(0, most))
        onPage({ pageIndex, lines: [], text: `Wort${pageIndex}`, confidence: pageIndex === 0 ? 90 : 40 });
      if (pages.length > most) throw new AppError(code);
    },
    close: () => undefined,
  };
  return { read, recogniser };
}
const startWith = async (machine: ReturnType<typeof standIn>) => {
  desk.recogniser = machine.recogniser;
  await desk.start();
  return machine;
};

test('X1, X5: the words of a scan are found at their page, marked as those of a scan; its bytes stay as they came', async () => {
  const version = await take();
  expect(await state(version)).toMatchObject({ state: 'open', done: 0, total: 2, mayAsk: true });
  expect(await find('Ruhestörung')).toEqual([]);
  await desk.commands.recogniseText({ version });
  await desk.search.settle();
  expect(await state(version)).toMatchObject({ state: 'read', done: 2, total: 2, poor: [], mayAsk: false });
  expect(await find('Ruhestörung')).toMatchObject([{ pageIndex: 1, imScan: true }]);
  expect((await find('gutachten')).map(({ pageIndex }) => pageIndex)).toContain(0);
  const { bytes } = await desk.commands.readVersion({ version, action: 'open', purpose: 'test' });
  const sha = (of: Uint8Array) => createHash('sha256').update(of).digest('hex');
  expect(sha(bytes)).toBe(sha(scan.bytes));
  expect(desk.replica.tables.version.text('sha', desk.replica.tables.version.row(version))).toBe(sha(scan.bytes));
});

test('X5: a signed scan has its layer of words, and a stranger finds its signature valid as before', async () => {
  const signed = new Uint8Array(await signBytes(scannedLetter(1).bytes, testKey('rsa')));
  const version = await take(signed);
  await desk.commands.recogniseText({ version });
  await desk.search.settle();
  expect(await state(version)).toMatchObject({ state: 'read', done: 1, total: 1 });
  const { pages } = await desk.commands.readTextLayer({ version });
  expect(pages.flatMap(({ lines }) => lines.map(({ text }) => text)).join(' ')).toContain('Umweltgutachten');
  const { bytes } = await desk.commands.readVersion({ version, action: 'open', purpose: 'test' });
  expect(Buffer.from(bytes).equals(signed)).toBe(true);
  const file = path.join(folder, 'signed-scan.pdf');
  writeFileSync(file, bytes);
  // Null and a loud word where pdfsig is not installed.
  const verdict = askPdfsig(file);
  if (verdict !== null) expect(verdict).toEqual({ valid: [true], wholeFile: true });
}, 60_000);

test('X6: what was read before the end of the program is not read again', async () => {
  await startWith(standIn(1));
  const version = await take();
  await desk.commands.recogniseText({ version });
  await desk.search.settle();
  expect(await state(version)).toMatchObject({ state: 'open', done: 1, total: 2 });
  const { read } = await startWith(standIn());
  await desk.search.settle();
  await desk.commands.recogniseText({ version });
  await desk.search.settle();
  expect(read).toEqual([1]);
  expect(await state(version)).toMatchObject({ state: 'read', done: 2, poor: [1] });
});

test('X7: a file that the machine cannot read is left out, can be asked for again, and others go on', async () => {
  await startWith(standIn(0, 'pdf-too-much-data'));
  const version = await take();
  await desk.commands.recogniseText({ version });
  await desk.search.settle();
  expect(await state(version)).toMatchObject({ state: 'refused', mayAsk: true });
});

test('X7: a machine that does not start, or was ended by a person, counts against no file', async () => {
  await startWith(standIn(0, 'internal'));
  const version = await take();
  for (let time = 0; time < 4; time++) {
    await desk.commands.recogniseText({ version });
    await desk.search.settle();
    expect(await state(version)).toMatchObject({ state: 'open', mayAsk: true });
  }
  await startWith(standIn());
  await desk.search.settle();
  expect(await state(version)).toMatchObject({ state: 'open', mayAsk: true });
});

test('X8: where policy forbids it nothing is read, even when asked; otherwise scans are read by themselves', async () => {
  await startWith(standIn());
  const version = await take();
  desk.recognition = 'never';
  await expect(desk.commands.recogniseText({ version })).rejects.toMatchObject({ code: 'input-invalid' });
  expect(await state(version)).toMatchObject({ state: 'open', mode: 'never', mayAsk: false });
  desk.recognition = 'auto';
  await desk.search.settle();
  expect(await state(version)).toMatchObject({ state: 'read' });
});

test('X5: words with their places are sealed with the key of their file, and looking at them is on record', async () => {
  const version = await take();
  await desk.commands.recogniseText({ version });
  await desk.search.settle();
  const { layers, layerRefs } = desk.replica.store.database;
  const rows = [...(await layers.toArray()), ...(await layerRefs.toArray())];
  expect(rows).toHaveLength(3);
  for (const { b } of rows) expect(Buffer.from(b).toString('latin1')).not.toMatch(/Umwelt|Widerspruch|lines/);
  const before = desk.workplace.zugriffe.records().length;
  const { pages } = await desk.commands.readTextLayer({ version });
  expect(desk.workplace.zugriffe.records().slice(before)).toMatchObject([{ action: 'open' }]);
  const line = pages[0]?.lines.find(({ text }) => text.includes('Umweltgutachten'));
  expect(line).toBeDefined();
  // Lower half of a letter, left margin 71 of 595 points.
  expect(line?.box[0]).toBeGreaterThan(0.1);
  expect(line?.box[0]).toBeLessThan(0.14);
  expect(line?.box[1]).toBeGreaterThan(0.35);
  expect(line?.box[1]).toBeLessThan(0.6);
});

test('X2: a document with its own words is no scan', async () => {
  const version = await take(writeWords([{ lines: ['Bescheid mit eigenem Text'] }]));
  expect(await state(version)).toBeNull();
});

test('X5: what is no longer on this device has no recognised words either', async () => {
  await startWith(standIn());
  const version = await take();
  await desk.commands.recogniseText({ version });
  await desk.search.settle();
  const { version: table } = desk.replica.tables;
  const sha = table.text('sha', table.row(version));
  await desk.replica.blobs.remove([sha]);
  desk.replica.unsentBlobs = new Set();
  desk.replica.tell('blobs');
  await desk.search.settle();
  expect(await desk.replica.store.database.layers.count()).toBe(0);
});
