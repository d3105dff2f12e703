import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { judgeFile } from '../attacks/corpus.ts';
import { letter } from '../attacks/letter.ts';
import { signBytes, stampBytes, testKey } from '../fixtures/pdf/sign-with.ts';
import { hasTool, runTool } from './tool.ts';

const hasQpdf = hasTool('qpdf', '--version');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'aktentasche-qpdf-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.skipIf(!hasQpdf).each([
  ['linearised', ['--linearize']],
  ['with object streams', ['--object-streams=generate']],
  ['linearised with object streams', ['--linearize', '--object-streams=generate']],
  ['normalised', ['--qdf']],
])(
  'P54: a letter %s by qpdf, signed, stamped and signed again is valid (skipped without qpdf)',
  async (_name, words) => {
    const [input, output] = [path.join(folder, 'in.pdf'), path.join(folder, 'out.pdf')];
    writeFileSync(input, letter());
    const { code, text } = runTool('qpdf', [...words, input, output]);
    expect(code, text).toBe(0);
    const once = await signBytes(readFileSync(output), testKey('rsa'));
    expect(judgeFile(once)).toMatchObject({ verdict: 'valid', warnings: [] });
    expect(judgeFile(await signBytes(stampBytes(once), testKey('ec')))).toMatchObject({
      verdict: 'valid',
      warnings: [],
    });
  },
);
