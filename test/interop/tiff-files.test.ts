import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { deflateSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { veraPdfJar, veraPdfMain } from '../../build/verapdf.mjs';
import { convertTiff } from '../../shared/tiff/convert-tiff.ts';
import { canWriteTiff, makeTiff, type TiffPacking } from '../fixtures/make-tiff.ts';
import { hasTool, runTool } from './tool.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'aktentasche-tiff-interop-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const hasVeraPdf = existsSync(veraPdfJar) && hasTool('java', '-version');
if (!hasVeraPdf)
  console.warn('SKIPPED LOUDLY: veraPDF is not installed (node build/verapdf.mjs), its checks do not run.');

test.skipIf(!hasVeraPdf || !canWriteTiff)(
  'X20: veraPDF takes a converted TIFF for PDF/A-2b, however it was packed',
  async () => {
    const noise = (length: number) => Uint8Array.from({ length }, (_, at) => (at * at) & 255);
    const size = { widthPx: 64, heightPx: 64 };
    const pageOf = (packing: TiffPacking, bits: 1 | 8, samples: 1 | 3) => ({
      packing,
      picture: { ...size, bits, samples, bytes: noise((64 * 64 * samples * bits) / 8) },
    });
    const pages = [
      pageOf('g4', 1, 1),
      pageOf('g3:2d', 1, 1),
      pageOf('lzw:2', 8, 3),
      pageOf('jpeg', 8, 3),
      pageOf('zip', 8, 1),
    ];
    const deflate = async (bytes: Uint8Array) => new Uint8Array(deflateSync(bytes));
    const facts = { title: 'Fax <1>', at: new Date('2026-11-20T09:00:00Z'), deflate };
    const file = path.join(folder, 'fax.pdf');
    writeFileSync(file, await convertTiff(makeTiff(folder, pages, { rows: 16 }), facts));
    const { text } = runTool('java', ['-cp', veraPdfJar, veraPdfMain, '--format', 'text', '-f', '2b', file]);
    expect(text).toContain(`PASS ${file} 2b`);
  },
);
