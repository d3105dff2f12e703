import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { deflateSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { errorCode } from '../../../shared/errors.ts';
import { inspectPdf } from '../../../shared/pdf/api.ts';
import { bytesSource } from '../../../shared/pdf/file/byte-source.ts';
import { convertTiff } from '../../../shared/tiff/convert-tiff.ts';
import { canWriteTiff, makeTiff, plainTiff, type TiffPacking } from '../../fixtures/make-tiff.ts';
import { makeRandom, type Random, seedOfMutant } from '../../fuzz/random.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'aktentasche-tiff-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const deflate = async (bytes: Uint8Array) => new Uint8Array(deflateSync(bytes, { level: 1 }));
const convert = (tiff: Uint8Array) =>
  convertTiff(tiff, { title: 'Scan', at: new Date('2026-11-20T09:00:00Z'), deflate });
const codeOf = (tiff: Uint8Array) => convert(tiff).then(() => 'converted', errorCode);

type Entry = readonly [tag: number, type: number, count: number, value: number];

/** A little-endian TIFF of `data` behind the head and one directory of these entries; `next`: place of another one. */
function tiffOf(data: Uint8Array, entries: readonly Entry[], next = 0): Uint8Array {
  const at = 8 + data.length;
  const file = new Uint8Array(at + 6 + entries.length * 12);
  const view = new DataView(file.buffer);
  file.set([0x49, 0x49, 42, 0]);
  view.setUint32(4, at, true);
  file.set(data, 8);
  view.setUint16(at, entries.length, true);
  for (const [index, [tag, type, count, value]] of entries.entries()) {
    const entry = at + 2 + index * 12;
    view.setUint16(entry, tag, true);
    view.setUint16(entry + 2, type, true);
    view.setUint32(entry + 4, count, true);
    view.setUint32(entry + 8, value, true);
  }
  view.setUint32(at + 2 + entries.length * 12, next, true);
  return file;
}

/** Head of a page of one byte a pixel. */
const grayPage = (widthPx: number, heightPx: number, compression: number): Entry[] => [
  [256, 4, 1, widthPx],
  [257, 4, 1, heightPx],
  [258, 3, 1, 8],
  [259, 3, 1, compression],
  [262, 3, 1, 1],
  [277, 3, 1, 1],
];

/** Numbers of 32 bits as they stand in a little-endian file. */
const words = (count: number, value: (index: number) => number) =>
  new Uint8Array(Uint32Array.from({ length: count }, (_, index) => value(index)).buffer);

async function quickly(tiff: Uint8Array, limitMs = 2_000): Promise<string> {
  const before = performance.now();
  const code = await codeOf(tiff);
  expect(performance.now() - before).toBeLessThan(limitMs);
  return code;
}

test('X23: a directory that counts the same bytes again and again costs nothing', async () => {
  const data = new Uint8Array(400_000);
  const again: Entry[] = Array.from({ length: 20_000 }, (_, tag) => [tag % 200, 1, data.length, 8]);
  expect(await quickly(tiffOf(data, again))).toBe('tiff-damaged');
  const known = [320, 347, 273, 279, 258, 282, 283].map((tag): Entry => [tag, 1, data.length, 8]);
  expect(await quickly(tiffOf(data, [...grayPage(8, 8, 1), ...known]))).toBe('tiff-damaged');
});

test('X23: many directories that share their tables cost nothing', async () => {
  const values = new Uint8Array(900_000);
  const directory = tiffOf(new Uint8Array(), [[273, 1, values.length, 8]]).subarray(8);
  const count = 490;
  const file = new Uint8Array(8 + values.length + count * directory.length);
  file.set(tiffOf(values, []).subarray(0, 8));
  for (let index = 0; index < count; index++) {
    const at = 8 + values.length + index * directory.length;
    file.set(directory, at);
    new DataView(file.buffer).setUint32(at + 14, index + 1 < count ? at + directory.length : 0, true);
  }
  expect(await quickly(file)).toBe('tiff-damaged');
});

test('X23: strips that lie over each other do not swell into a PDF of gigabytes', async () => {
  const rows = 4_000;
  const fax = new Uint8Array(400_000).fill(0x35);
  const tables = [words(rows, () => 8), words(rows, () => fax.length)];
  const at = 8 + fax.length;
  const tiff = (compression: number, bits: number) =>
    tiffOf(Buffer.concat([fax, ...tables]), [
      ...grayPage(64, rows, compression).map((entry): Entry => (entry[0] === 258 ? [258, 3, 1, bits] : entry)),
      [278, 3, 1, 1],
      [273, 4, rows, at],
      [279, 4, rows, at + rows * 4],
    ]);
  expect(await quickly(tiff(4, 1))).toBe('tiff-damaged');
  // PackBits that says nothing for a long time before each row.
  fax.fill(0x80).fill(0x81, -2);
  expect(await quickly(tiff(32773, 8))).toBe('tiff-damaged');
});

test('X23: tables of a JPEG are not repeated into gigabytes', async () => {
  const rows = 4_000;
  const scan = [0xff, 0xda, 0, 2, 0xff, 0xd9];
  const strip = [0xff, 0xd8, 0xff, 0xc0, 0, 11, 8, 0, 1, 0, 64, 1, 1, 0x11, 0, ...scan];
  const table = Buffer.concat([Buffer.from([0xff, 0xdb, 0xff, 0xff]), Buffer.alloc(65_533)]);
  const shared = Buffer.concat([Buffer.from([0xff, 0xd8]), ...Array(10).fill(table), Buffer.from([0xff, 0xd9])]);
  const strips = Buffer.concat(Array<Uint8Array>(rows).fill(Uint8Array.from(strip)));
  const at = 8 + shared.length;
  const lists = [words(rows, (index) => at + index * strip.length), words(rows, () => strip.length)];
  const behind = at + strips.length;
  const entries: Entry[] = [
    ...grayPage(64, rows, 7),
    [278, 3, 1, 1],
    [273, 4, rows, behind],
    [279, 4, rows, behind + rows * 4],
    [347, 7, shared.length, 8],
  ];
  expect(await quickly(tiffOf(Buffer.concat([shared, strips, ...lists]), entries))).toBe('tiff-too-large');
});

test('X22: colours of a JPEG without a JPEG are not taken for red, green and blue', async () => {
  const tiff = plainTiff({ widthPx: 4, heightPx: 4, bits: 8, samples: 3, bytes: new Uint8Array(48).fill(90) });
  expect(await codeOf(tiff)).toBe('converted');
  const view = new DataView(tiff.buffer);
  const directory = view.getUint32(4, true);
  expect(view.getUint16(directory + 2 + 4 * 12, true)).toBe(262);
  view.setUint16(directory + 2 + 4 * 12 + 8, 6, true);
  expect(await codeOf(tiff)).toBe('tiff-unknown');
});

test('X22: a size that is no whole number is none', async () => {
  const data = Buffer.concat([new Uint8Array(80), words(2, (index) => [17, 2][index]!)]);
  const rest: Entry[] = [...grayPage(8, 8, 1).slice(1), [273, 4, 1, 8], [279, 4, 1, 80]];
  expect(await codeOf(tiffOf(data, [[256, 5, 1, 88], ...rest]))).toBe('tiff-damaged');
});

test('X22: a JPEG of one byte is damaged', async () => {
  const tiff = tiffOf(new Uint8Array(8), [...grayPage(8, 8, 7), [273, 4, 1, 8], [279, 4, 1, 1], [347, 1, 4, 0]]);
  expect(await codeOf(tiff)).toBe('tiff-damaged');
});

test('X20: a packed last strip may hold the rows behind the page, as other readers allow', async () => {
  const data = Buffer.from(deflateSync(new Uint8Array(8 * 4).fill(7)));
  const strips = Buffer.concat([data, data, words(2, (at) => 8 + at * data.length), words(2, () => data.length)]);
  const at = 8 + 2 * data.length;
  const tiff = tiffOf(strips, [...grayPage(8, 6, 8), [278, 3, 1, 4], [273, 4, 2, at], [279, 4, 2, at + 8]]);
  expect(await codeOf(tiff)).toBe('converted');
});

/** Places of the entries of all directories, as the file itself names them. */
function entriesOf(bytes: Uint8Array): readonly number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isLittle = bytes[0] === 0x49;
  const found: number[] = [];
  for (let at = view.getUint32(4, isLittle); at !== 0; ) {
    const count = view.getUint16(at, isLittle);
    for (let index = 0; index < count; index++) found.push(at + 2 + index * 12);
    at = view.getUint32(at + 2 + count * 12, isLittle);
  }
  return found;
}

const tags = [254, 256, 257, 258, 259, 262, 266, 273, 274, 277, 278, 279, 282, 283, 284, 292, 296, 317, 320, 347];
const telling = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 13, 255, 256, 65_535, 65_536, 1_000_000, 0x7fffffff, 0xffffffff];
const packings = [1, 2, 3, 4, 5, 7, 8, 32773, 32946];

/** Damage that knows where a TIFF keeps what, and damage that does not. */
function damaged(seed: Uint8Array, random: Random): Uint8Array {
  let bytes = seed.slice();
  const view = new DataView(bytes.buffer);
  const isLittle = bytes[0] === 0x49;
  const entries = entriesOf(bytes);
  for (let round = 1 + random.int(3); round > 0; round--) {
    const entry = random.pick(entries);
    switch (random.int(9)) {
      case 0:
        view.setUint16(entry, random.pick(tags), isLittle);
        break;
      case 1:
        view.setUint16(entry + 2, random.int(14), isLittle);
        break;
      case 2:
        view.setUint32(entry + 4, random.pick(telling), isLittle);
        break;
      case 3:
        view.setUint32(entry + 8, random.once(2) ? random.pick(telling) : random.int(bytes.length), isLittle);
        break;
      case 4:
        view.setUint16(entry + 8, random.once(2) ? random.pick(packings) : random.int(8), isLittle);
        break;
      case 5:
        // Another directory, or none: somewhere, on itself, in the middle of one.
        view.setUint32(random.once(3) ? 4 : random.pick(entries) + 12, random.int(bytes.length), isLittle);
        break;
      case 6:
        bytes.copyWithin(entry, random.pick(entries), random.pick(entries) + 12);
        break;
      case 7:
        for (let flips = 1 + random.int(6); flips > 0; flips--) bytes[random.int(bytes.length)] = random.int(256);
        break;
      default:
        // Values that lie elsewhere: places and lengths of strips, tables.
        view.setUint32(random.int(bytes.length - 4), random.pick(telling), isLittle);
    }
  }
  if (random.once(12)) bytes = bytes.subarray(0, random.int(bytes.length));
  return bytes;
}

function seeds(): readonly Uint8Array[] {
  const sample = (bits: 1 | 8, samples: 1 | 3) => {
    const rowBytes = bits === 1 ? 9 : 67 * samples;
    return { widthPx: 67, heightPx: 31, bits, samples, bytes: makeNoise(rowBytes * 31) } as const;
  };
  const plain = [sample(1, 1), sample(8, 1), sample(8, 3)].map(plainTiff);
  if (!canWriteTiff) return plain;
  const made = (['lzw', 'lzw:2', 'zip', 'packbits', 'jpeg'] as const).map((packing: TiffPacking) =>
    makeTiff(folder, [{ picture: sample(8, packing === 'zip' ? 3 : 1), packing }], { rows: 8 }),
  );
  const faxes = (['g3:1d', 'g3:2d', 'g4'] as const).map((packing: TiffPacking) => ({
    picture: sample(1, 1),
    packing,
  }));
  return [...plain, ...made, makeTiff(folder, faxes, { rows: 13, more: ['-B'] })];
}

const makeNoise = (count: number) => {
  const random = makeRandom(count);
  return Uint8Array.from({ length: count }, (_, at) => (at % 40 < 22 ? 0 : random.int(256)));
};

test('X22: TIFFs damaged in every field end in a PDF that can be read or in a code of their own, soon', async () => {
  const all = seeds();
  const outcomes = new Map<string, number>();
  for (let index = 0; index < Number(process.env.TIFF_MUTANTS ?? 1_500); index++) {
    const random = makeRandom(seedOfMutant(23, index));
    const bytes = damaged(random.pick(all), random);
    const before = performance.now();
    const pdf = await convert(bytes).catch(errorCode);
    const words = `mutant ${index}`;
    expect(performance.now() - before, words).toBeLessThan(2_000);
    const outcome = typeof pdf === 'string' ? pdf : 'converted';
    expect(outcome, words).toMatch(/^(converted|tiff-(damaged|unknown|too-large))$/);
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    if (typeof pdf === 'string') continue;
    expect(inspectPdf(bytesSource(pdf)).pages.length, words).toBeGreaterThan(0);
    expect(pdf.length, words).toBeLessThan(20_000 + 40 * bytes.length);
  }
  for (const outcome of ['converted', 'tiff-damaged', 'tiff-unknown', 'tiff-too-large'])
    expect(outcomes.get(outcome) ?? 0, outcome).toBeGreaterThan(5);
}, 60_000);
