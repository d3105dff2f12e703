import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { constants, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { drawCanaries } from './e2e/canaries.ts';
import { makeCacheEntry, makeTable, snappy } from './e2e/packed-files.ts';
import { canaryPatterns, huntPlaintext } from './e2e/plaintext-hunt.ts';
import { unsnappy } from './e2e/unsnappy.ts';

const canary = 'Müller-Lüdenscheid & Söhne 4711';
const percent = encodeURIComponent(canary);
const encodings: [string, Buffer][] = [
  ['utf-8', Buffer.from(canary)],
  ['latin-1', Buffer.from(canary, 'latin1')],
  ['utf-16le', Buffer.from(canary, 'utf16le')],
  ['utf-16be', Buffer.from(canary, 'utf16le').swap16()],
  ['zlib utf-8', deflateSync(`before ${canary} after`)],
  ['zlib utf-16le', deflateSync(Buffer.from(`${canary} after`, 'utf16le'), { level: 9 })],
  ['gzip utf-8', gzipSync(`before ${canary} after`)],
  ['deflate utf-8', deflateRawSync(`before ${canary} after`, { strategy: constants.Z_FIXED })],
  [
    'deflate utf-8',
    deflateRawSync(`${'Akten der Behörde, sortiert. '.repeat(40)}${canary}${'Weiter im Text. '.repeat(30)}`),
  ],
  ['deflate utf-16le', deflateRawSync(Buffer.from(`before ${canary} after`, 'utf16le'))],
  ['percent', Buffer.from(percent)],
  ['percent lower', Buffer.from(percent.replace(/%../g, (code) => code.toLowerCase()))],
  ['hex', Buffer.from(Buffer.from(canary).toString('hex'))],
  ['hex upper', Buffer.from(Buffer.from(canary).toString('hex').toUpperCase())],
  ...['', 'x', 'yz'].map((before, shift): [string, Buffer] => [
    `base64 at ${shift}`,
    Buffer.from(Buffer.from(`${before}${canary} and after`).toString('base64')),
  ]),
];

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'plaintext-hunt-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test.each(encodings)('a canary planted as %s is found, with its place', async (encoding, bytes) => {
  mkdirSync(path.join(folder, 'a', 'b'), { recursive: true });
  writeFileSync(path.join(folder, 'a', 'b', '000003.log'), Buffer.concat([Buffer.alloc(1_000, 0xa5), bytes]));
  const hunt = await huntPlaintext([folder], ['no such text', canary]);
  expect(hunt.hits.map((hit) => [hit.canary, hit.encoding])).toContainEqual([canary, encoding]);
  expect(hunt.hits.every((hit) => hit.canary === canary && hit.offset >= 1_000)).toBe(true);
});

/** The words of the canary stand before it, so that a packer copies them and the whole stands nowhere. */
const torn = `Müller-Lüd und Söhne: ${canary}, Müller-Lüdenscheid & Söhne`;

test.each([
  ['snappy utf-8', '000005.ldb', makeTable(torn)],
  ['brotli utf-8', 'a1b2c3d4e5f60718_0', makeCacheEntry(torn)],
])('a canary that only lies packed as %s is found where the format says', async (encoding, name, bytes) => {
  expect(bytes.includes(canary)).toBe(false);
  writeFileSync(path.join(folder, name), bytes);
  const { hits } = await huntPlaintext([folder], [canary]);
  expect(hits.map((hit) => [hit.canary, hit.encoding])).toContainEqual([canary, encoding]);
  writeFileSync(path.join(folder, name), bytes.subarray(0, bytes.length - 30));
  await huntPlaintext([folder], [canary]);
});

test('what snappy packed is unpacked, also what runs into itself; what is none is refused', () => {
  for (const plain of ['', 'a', 'abcabcabcabcabcabc', 'x'.repeat(1_000), `${torn} `.repeat(50)])
    expect(unsnappy(snappy(Buffer.from(plain))).toString()).toBe(plain);
  const noise = randomBytes(2_000);
  expect(unsnappy(snappy(noise))).toEqual(noise);
  expect(() => unsnappy(Buffer.from([4, 0x06, 9, 0]))).toThrow('no snappy');
  expect(() => unsnappy(Buffer.from([40, 0, 65]))).toThrow('no snappy');
});

test('a canary across the border of two chunks is found once, at its offset', async () => {
  const offset = 4 * 1024 * 1024 - 5;
  const noise = Buffer.alloc(offset + 1_000_000, 0x20);
  noise.set(Buffer.from(canary), offset);
  writeFileSync(path.join(folder, 'pack'), noise);
  const hunt = await huntPlaintext([folder], [canary]);
  expect(hunt.hits).toEqual([{ canary, encoding: 'utf-8', file: path.join(folder, 'pack'), offset }]);
  expect(hunt.bytes).toBe(noise.length);
});

test('a canary in the name of a file or folder is found', async () => {
  mkdirSync(path.join(folder, percent));
  const hunt = await huntPlaintext([folder], [canary]);
  expect(hunt.hits.map((hit) => [hit.encoding, hit.offset])).toEqual([['percent', -1]]);
});

test('a folder without the canary yields no hit and says how much was read', async () => {
  writeFileSync(path.join(folder, 'clean'), Buffer.alloc(10_000, 0x4d));
  expect(await huntPlaintext([folder, path.join(folder, 'missing')], [canary])).toEqual({
    files: 1,
    bytes: 10_000,
    hits: [],
  });
});

test('of 250 drawn canaries each is found alone, in each encoding, and the noise between them is not', async () => {
  const canaries = drawCanaries('1', 'planted', 250);
  expect(new Set(canaries).size).toBe(250);
  expect(drawCanaries('2', 'planted', 250).some((other) => canaries.includes(other))).toBe(false);
  const noise = randomBytes(10_000);
  for (const [index, planted] of canaries.entries()) {
    const forms = canaryPatterns(planted);
    const form = forms[index % forms.length]!;
    writeFileSync(path.join(folder, String(index)), Buffer.concat([noise, form.bytes, noise]));
  }
  writeFileSync(path.join(folder, 'noise'), randomBytes(3_000_000));
  const { hits } = await huntPlaintext([folder], canaries);
  expect(new Set(hits.map((hit) => hit.canary))).toEqual(new Set(canaries));
  for (const { canary: found, file } of hits) expect(canaries[Number(path.basename(file))]).toBe(found);
});
