import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { corpusFolder } from '../../build/corpus-folder.mjs';
import { makeBases } from '../attacks/craft.ts';
import { genuine } from '../attacks/genuine.ts';
import { recordedFolder } from '../fixtures/pdf/recorded-answers.ts';
import {
  differencesFromMutool,
  differencesFromPdfJs,
  differencesFromQpdf,
  type ReadableFile,
} from './compare-reading.ts';
import { hasTool } from './tool.ts';

const [hasQpdf, hasMutool] = [hasTool('qpdf', '--version'), hasTool('mutool', '-v')];
if (corpusFolder === null)
  console.warn('SKIPPED LOUDLY: no corpus of real PDFs here, only our own files are compared.');

const bases = await makeBases();
const files: readonly ReadableFile[] = [
  ...(await Promise.all(genuine.map(async ({ name, make }) => ({ name, bytes: await make(bases) })))),
  ...readFolder(recordedFolder, 'owner'),
  ...['pdf-ordinary', 'pdf-a', 'scans'].flatMap((name) =>
    corpusFolder === null ? [] : readFolder(path.join(corpusFolder, name)),
  ),
];

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'aktentasche-reading-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.skipIf(!hasQpdf).each(files)(
  'P73: $name has the same objects, streams and pages for qpdf (skipped without)',
  (file) => {
    expect(differencesFromQpdf(laid(file), file)).toEqual([]);
  },
);

test.skipIf(!hasMutool).each(files)('P73: $name has the same boxes for mutool (skipped without it)', (file) => {
  expect(differencesFromMutool(laid(file), file)).toEqual([]);
});

test.each(files)('P73: $name has the same pages for pdf.js', async (file) => {
  expect(await differencesFromPdfJs(file)).toEqual([]);
});

test.skipIf(!hasQpdf)('P73: what differs is told (skipped without qpdf)', async () => {
  const [one, other] = [files[0]!, files[4]!];
  expect(differencesFromQpdf(laid(one), other)).not.toEqual([]);
  const plain = { name: 'plain', bytes: bases.plain };
  const wide = { name: 'wide', bytes: Buffer.from(bases.plain) };
  wide.bytes.write('[0 0 596 842]', wide.bytes.indexOf('[0 0 595 842]'), 'latin1');
  expect(differencesFromQpdf(laid(plain), wide)).toHaveLength(1);
});

function laid({ bytes }: ReadableFile): string {
  const at = path.join(folder, 'file.pdf');
  writeFileSync(at, bytes);
  return at;
}

function readFolder(at: string, password?: string): ReadableFile[] {
  return readdirSync(at)
    .filter((name) => name.endsWith('.pdf'))
    .map((name) => ({ name, bytes: readFileSync(path.join(at, name)), ...(password ? { password } : {}) }));
}
