import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { huntPlaintext } from './e2e/plaintext-hunt.ts';

const canary = 'Müller-Lüdenscheid & Söhne 4711';
const percent = encodeURIComponent(canary);
const encodings: [string, Buffer][] = [
  ['utf-8', Buffer.from(canary)],
  ['latin-1', Buffer.from(canary, 'latin1')],
  ['utf-16le', Buffer.from(canary, 'utf16le')],
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
