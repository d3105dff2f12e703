import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { letter } from '../attacks/letter.ts';
import { judge, signBytes, stampBytes, testAnchor, testFont, testKey } from '../fixtures/pdf/sign-with.ts';
import { hasTool, runTool } from './tool.ts';

const hasQpdf = hasTool('qpdf', '--version');
const hasPdfsig = hasTool('pdfsig', '-v');
const hasMutool = hasTool('mutool', '-v');

const ways = [
  ['RC4 40', ['40']],
  ['RC4 128', ['128', '--use-aes=n']],
  ['RC4 128 by crypt filter', ['128', '--force-V4', '--use-aes=n']],
  ['AES 128', ['128', '--use-aes=y']],
  ['AES 128, plain metadata', ['128', '--use-aes=y', '--cleartext-metadata']],
  ['AES 256, revision 5', ['256', '--force-R5']],
  ['AES 256', ['256']],
] as const;
const cases = ways.flatMap(([name, words]) =>
  (['disable', 'generate'] as const).map((packing) => ({ name, words, packing })),
);

describe.skipIf(!hasQpdf).each(cases)(
  '$name, object streams: $packing (skipped without qpdf)',
  ({ words, packing }) => {
    const password = 'offen';
    let folder: string;
    let file: string;
    beforeAll(async () => {
      folder = mkdtempSync(path.join(tmpdir(), 'aktentasche-encrypted-'));
      file = path.join(folder, 'out.pdf');
      const [input, locked] = [path.join(folder, 'in.pdf'), path.join(folder, 'locked.pdf')];
      writeFileSync(input, letter());
      const encrypt = ['--encrypt', password, 'owner', ...words, '--', input, locked];
      const { code, text } = runTool('qpdf', ['--allow-weak-crypto', `--object-streams=${packing}`, ...encrypt]);
      expect(code, text).toBe(0);
      const visible = { pageIndex: 0, rect: { x: 50, y: 50, width: 200, height: 60 }, font: testFont };
      const stamped = stampBytes(readFileSync(locked), password);
      const once = await signBytes(stamped, testKey('rsa'), { password, visible, reason: 'sachlich richtig' });
      writeFileSync(file, await signBytes(once, testKey('ec'), { password: 'owner' }));
    });
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    test('P62: our own verdict', () => {
      const { verdict, warnings } = judge(readFileSync(file), [testAnchor], { password });
      expect({ verdict, warnings }).toEqual({ verdict: 'valid', warnings: [] });
    });

    test('P62: qpdf finds nothing wrong and reads the stamp in the clear', () => {
      const checked = runTool('qpdf', ['--check', `--password=${password}`, file]);
      expect(checked.code, checked.text).toBe(0);
      expect(checked.text).toContain('No syntax or stream encoding errors found');
      const plain = path.join(folder, 'plain.pdf');
      expect(runTool('qpdf', ['--qdf', '--decrypt', `--password=${password}`, file, plain]).code).toBe(0);
      const text = readFileSync(plain, 'latin1');
      for (const words of ['Stadt Musterstadt', '(sachlich richtig)', '(Signature1)', '(Signature2)']) {
        expect(text).toContain(words);
      }
    });

    test.skipIf(!hasPdfsig)('P62: pdfsig calls both signatures valid (skipped without pdfsig)', () => {
      const { code, text } = runTool('pdfsig', ['-nocert', '-upw', password, file]);
      expect(code, text).toBe(0);
      expect(text.match(/Signature is Valid/g), text).toHaveLength(2);
      expect(text.match(/Total document signed/g), text).toHaveLength(1);
    });

    test.skipIf(!hasMutool)('P62: mutool reads it without repair (skipped without mutool)', () => {
      const { code, text } = runTool('mutool', ['info', '-p', password, file]);
      expect(code, text).toBe(0);
      expect(text).not.toMatch(/error|warning|repair/i);
    });
  },
);
