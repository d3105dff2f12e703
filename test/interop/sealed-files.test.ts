import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeAskNetwork } from '../../electron/cli/ask-network.ts';
import { openSeal } from '../../server/seal/open-seal.ts';
import { sealPdf } from '../../server/seal/seal-pdf.ts';
import { makePdf, plainBodies } from '../fixtures/pdf/make-pdf.ts';
import { hasOpenssl, type OnlineAuthority, startOnlineAuthority } from '../fixtures/pki/online-authority.ts';
import { cutSignatures } from './cut-signature.ts';
import { hasTool, runTool } from './tool.ts';

const hasPdfsig = hasTool('pdfsig', '-v');
const hasPyhanko = hasTool('pyhanko', '--version');
const authority = path.resolve(import.meta.dirname, '../fixtures/pki/ca.pem');

describe.skipIf(!hasOpenssl()).each([
  { key: 'rsa', level: 'B-B' },
  { key: 'ec', level: 'B-B' },
  { key: 'rsa', level: 'B-T' },
] as const)('sealed by the server with $key at $level (skipped without openssl)', ({ key, level }) => {
  let folder: string;
  let online: OnlineAuthority;
  let file: string;
  let sealed: Uint8Array;
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'aktentasche-sealed-'));
    online = await startOnlineAuthority();
    const keyFile = path.resolve(import.meta.dirname, `../fixtures/pki/${key}.p12`);
    const at = new Date();
    const seal = await openSeal({ keyFile, password: 'test' }, at);
    const tsa = level === 'B-T' ? { url: online.tsaUrl, ask: makeAskNetwork(20_000) } : null;
    sealed = await sealPdf(seal, { bytes: makePdf(plainBodies(2)), at, reason: 'Siegel', tsa });
    file = path.join(folder, 'sealed.pdf');
    writeFileSync(file, sealed);
  });
  afterAll(async () => {
    await online.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('S50: openssl verifies it as CAdES, and not after a change', () => {
    const [cut] = cutSignatures(Buffer.from(sealed));
    writeFileSync(`${file}.bytes`, cut!.signedBytes);
    writeFileSync(`${file}.cms`, cut!.cms);
    const words = ['cms', '-verify', '-cades', '-binary', '-inform', 'DER', '-in', `${file}.cms`, '-out', '/dev/null'];
    const told = [...words, '-CAfile', authority, '-purpose', 'any', '-content', `${file}.bytes`];
    const { code, text } = runTool('openssl', told);
    expect(code, text).toBe(0);
    cut!.signedBytes[100]! ^= 1;
    writeFileSync(`${file}.bytes`, cut!.signedBytes);
    expect(runTool('openssl', told).code).not.toBe(0);
  });

  test.skipIf(!hasPdfsig)('S50: pdfsig: valid, the whole file (skipped without pdfsig)', () => {
    const { code, text } = runTool('pdfsig', ['-nocert', file]);
    expect(code, text).toBe(0);
    expect(text).toContain('Signature is Valid');
    expect(text).toContain('Total document signed');
  });

  test.skipIf(!hasPyhanko || level === 'B-T')('S50: pyHanko: intact, trusted (skipped without its venv)', () => {
    const trust = ['--trust', authority, '--trust-replace', '--no-revocation-check'];
    const { code, text } = runTool('pyhanko', ['sign', 'validate', '--pretty-print', ...trust, file]);
    expect(code, text).toBe(0);
    expect(text).toContain('The signature is judged VALID');
  });
});
