import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCommandLine } from '../../electron/cli/run-command-line.ts';
import { readCms } from '../../shared/pdf/validate/read-cms.ts';
import { makePdf, plainBodies } from '../fixtures/pdf/make-pdf.ts';
import { hasOpenssl, type OnlineAuthority, startOnlineAuthority } from '../fixtures/pki/online-authority.ts';
import { cutSignatures } from './cut-signature.ts';
import { hasTool, runTool } from './tool.ts';

const hasPdfsig = hasTool('pdfsig', '-v');
const hasQpdf = hasTool('qpdf', '--version');
const hasPyhanko = hasTool('pyhanko', '--version');
const signatureTimestamp = '1.2.840.113549.1.9.16.2.14';

describe.skipIf(!hasOpenssl())('levels in other programs (skipped without openssl)', () => {
  let authority: OnlineAuthority;
  let folder: string;
  const at = (name: string): string => path.join(folder, name);

  async function run(...argv: string[]): Promise<void> {
    const lines: string[] = [];
    const code = await runCommandLine(argv, {
      env: { PASSWORD: 'test' },
      now: () => new Date(),
      out: (line) => lines.push(line),
      err: (line) => lines.push(line),
      fontPath: '',
      startCardProcess: () => {
        throw new Error('no card in these tests');
      },
    });
    expect(code, lines.join('\n')).toBe(0);
  }

  beforeAll(async () => {
    authority = await startOnlineAuthority();
    folder = mkdtempSync(path.join(tmpdir(), 'aktentasche-interop-levels-'));
    const key = ['--p12', authority.file('signer.p12'), '--password-env', 'PASSWORD'];
    const tsa = ['--tsa', authority.tsaUrl];
    for (const form of ['table', 'stream'] as const) {
      const name = (level: string): string => at(`${form}-${level}.pdf`);
      writeFileSync(at(`${form}.pdf`), makePdf(plainBodies(2), form));
      await run('sign', at(`${form}.pdf`), name('B-B'), ...key);
      await run('sign', at(`${form}.pdf`), name('sign-B-T'), ...key, '--level', 'B-T', ...tsa);
      await run('sign', at(`${form}.pdf`), name('sign-B-LTA'), ...key, '--level', 'B-LTA', ...tsa);
      await run('upgrade', name('sign-B-LTA'), name('sign-renewed'), '--level', 'B-LTA', ...tsa);
      await run('upgrade', name('B-B'), name('B-T'), '--level', 'B-T', ...tsa);
      await run('upgrade', name('B-T'), name('B-LT'), '--level', 'B-LT', ...tsa);
      await run('upgrade', name('B-LT'), name('B-LTA'), '--level', 'B-LTA', ...tsa);
      await run('upgrade', name('B-LTA'), name('renewed'), '--level', 'B-LTA', ...tsa);
    }
  });
  afterAll(async () => {
    await authority.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const files = ['table', 'stream'].flatMap((form) =>
    ['sign-B-T', 'sign-B-LTA', 'sign-renewed', 'B-T', 'B-LT', 'B-LTA', 'renewed'].map((level) => ({ form, level })),
  );

  test.skipIf(!hasQpdf).each(files)('qpdf: no error in $form-$level (skipped without qpdf)', ({ form, level }) => {
    const { code, text } = runTool('qpdf', ['--check', at(`${form}-${level}.pdf`)]);
    expect(code, text).toBe(0);
  });

  test.skipIf(!hasPdfsig).each(files)(
    'pdfsig: the signature of $form-$level is valid (skipped without pdfsig)',
    ({ form, level }) => {
      const { text } = runTool('pdfsig', ['-nocert', at(`${form}-${level}.pdf`)]);
      expect(text).toMatch(/Signature #1:[\s\S]*?Signature is Valid/);
      expect(text).not.toMatch(/Signature is Invalid|Digest Mismatch/);
    },
  );

  test.each(files)(
    'openssl ts: every time-stamp of $form-$level verifies over the cut-out bytes',
    ({ form, level }) => {
      const timestamps = cutSignatures(readFileSync(at(`${form}-${level}.pdf`))).flatMap(({ signedBytes, cms }) => {
        const read = readCms(cms);
        if (read.content !== undefined) return [{ token: cms, data: signedBytes }];
        const token = read.unsigned.get(signatureTimestamp);
        return token === undefined ? [] : [{ token: token.raw, data: read.signature }];
      });
      expect(timestamps.length).toBeGreaterThan(0);
      for (const { token, data } of timestamps) {
        writeFileSync(at('token'), token);
        writeFileSync(at('data'), data);
        const words = ['ts', '-verify', '-token_in', '-in', at('token'), '-data', at('data')];
        const { code, text } = runTool('openssl', [...words, '-CAfile', authority.file('root.crt')]);
        expect(code, text).toBe(0);
        expect(text).toContain('Verification: OK');
      }
    },
  );

  test.each(files)('openssl cms: the signature of $form-$level verifies as CAdES', ({ form, level }) => {
    const { signedBytes, cms } = cutSignatures(readFileSync(at(`${form}-${level}.pdf`)))[0]!;
    writeFileSync(at('signed'), signedBytes);
    writeFileSync(at('cms'), cms);
    const verify = ['cms', '-verify', '-cades', '-binary', '-inform', 'DER', '-in', at('cms'), '-out', '/dev/null'];
    const trust = ['-CAfile', authority.file('root.crt'), '-purpose', 'any', '-content', at('signed')];
    const { code, text } = runTool('openssl', [...verify, ...trust]);
    expect(code, text).toBe(0);
  });

  test.skipIf(!hasPyhanko).each(files)(
    'pyHanko: $form-$level is judged valid (skipped without `node build/interop-venv.mjs`)',
    ({ form, level }) => {
      const trust = ['--trust', authority.file('root.crt'), '--trust-replace', '--no-revocation-check'];
      const { code, text } = runTool('pyhanko', [
        ...['sign', 'validate', '--pretty-print', ...trust],
        at(`${form}-${level}.pdf`),
      ]);
      expect(code, text).toBe(0);
      expect(text, text).toMatch(/The signature is judged VALID/);
      expect(text, text).not.toMatch(/judged INVALID/);
    },
  );

  // pyHanko's process asks for a time-stamp inside the signature and knows none that only covers it.
  test.skipIf(!hasPyhanko).each(files.filter(({ level }) => level === 'sign-B-LTA' || level === 'sign-renewed'))(
    'pyHanko: $form-$level passes its long-term validation from the file alone (skipped without pyHanko)',
    ({ form, level }) => {
      const script = path.resolve(import.meta.dirname, 'pades-lta.py');
      const { code, text } = runTool('python', [script, authority.file('root.crt'), at(`${form}-${level}.pdf`)]);
      expect(code, text).toBe(0);
      expect(text, text).toContain('AdESPassed.OK');
    },
  );
});
