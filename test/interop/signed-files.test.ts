import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makePdf, plainBodies } from '../fixtures/pdf/make-pdf.ts';
import { judge, signBytes, stampBytes, strangerAnchor, testFont, testKey } from '../fixtures/pdf/sign-with.ts';
import { cutSignatures } from './cut-signature.ts';
import { hasTool, runTool } from './tool.ts';

const hasPdfsig = hasTool('pdfsig', '-v');
const hasQpdf = hasTool('qpdf', '--version');
const hasMutool = hasTool('mutool', '-v');
const hasOpenssl = hasTool('openssl', 'version');
const hasPyhanko = hasTool('pyhanko', '--version');
const authority = path.resolve(import.meta.dirname, '../fixtures/pki/ca.pem');

const cases = (['rsa', 'ec'] as const).flatMap((key) =>
  (['table', 'stream'] as const).flatMap((form) => [true, false].map((isVisible) => ({ key, form, isVisible }))),
);

describe.each(cases)('signed by $key, $form file, visible: $isVisible', ({ key, form, isVisible }) => {
  let folder: string;
  let stamped: Buffer;
  let once: Buffer;
  let twice: Buffer;
  let file: string;
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'aktentasche-interop-'));
    const visible = { pageIndex: 0, rect: { x: 50, y: 50, width: 200, height: 60 }, font: testFont };
    stamped = stampBytes(makePdf(plainBodies(2), form));
    once = await signBytes(stamped, testKey(key), { reason: 'sachlich richtig', ...(isVisible ? { visible } : {}) });
    twice = await signBytes(once, testKey(key === 'rsa' ? 'ec' : 'rsa'));
    file = path.join(folder, 'signed.pdf');
    writeFileSync(file, twice);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('P7: what was there before stays byte for byte the beginning', () => {
    expect(once.subarray(0, stamped.length).equals(stamped)).toBe(true);
    expect(twice.subarray(0, once.length).equals(once)).toBe(true);
  });

  test.skipIf(!hasPdfsig)(
    'pdfsig: both signatures are valid, the last covers the file (skipped without pdfsig)',
    () => {
      const { code, text } = runTool('pdfsig', ['-nocert', file]);
      const blocks = text.split(/^Signature #/m).slice(1);
      expect(code, text).toBe(0);
      expect(blocks).toHaveLength(2);
      for (const block of blocks) expect(block).toContain('Signature is Valid');
      for (const block of blocks) expect(block).toContain('ETSI.CAdES.detached');
      expect(blocks[0]).not.toContain('Total document signed');
      expect(blocks[1]).toContain('Total document signed');
    },
  );

  test.skipIf(!hasQpdf)('qpdf: no error and no warning (skipped without qpdf)', () => {
    const { code, text } = runTool('qpdf', ['--check', file]);
    expect(code, text).toBe(0);
    expect(text).toContain('No syntax or stream encoding errors found');
  });

  test.skipIf(!hasMutool)('mutool: reads all pages without repair (skipped without mutool)', () => {
    const { code, text } = runTool('mutool', ['info', file]);
    expect(code, text).toBe(0);
    expect(text).toContain('Pages: 2');
    expect(text).not.toMatch(/error|warning|repair/i);
  });

  test.skipIf(!hasOpenssl)('openssl: both CMS verify as CAdES over the cut-out bytes (skipped without openssl)', () => {
    const cut = cutSignatures(twice);
    expect(cut).toHaveLength(2);
    for (const [index, { signedBytes, cms }] of cut.entries()) {
      const at = path.join(folder, `${index}`);
      writeFileSync(`${at}.bytes`, signedBytes);
      writeFileSync(`${at}.cms`, cms);
      const verify = ['cms', '-verify', '-cades', '-binary', '-inform', 'DER', '-in', `${at}.cms`, '-out', '/dev/null'];
      const trust = ['-CAfile', authority, '-purpose', 'any', '-content'];
      const { code, text } = runTool('openssl', [...verify, ...trust, `${at}.bytes`]);
      expect(code, text).toBe(0);
      expect(text).toContain('CAdES Verification successful');
      signedBytes[Math.floor(signedBytes.length / 2)]! ^= 1;
      writeFileSync(`${at}.changed`, signedBytes);
      expect(runTool('openssl', [...verify, ...trust, `${at}.changed`]).code).not.toBe(0);
    }
  });

  test.skipIf(!hasPyhanko)('pyHanko: intact, trusted, PAdES (skipped without `node build/interop-venv.mjs`)', () => {
    const check = [
      'sign',
      'validate',
      '--pretty-print',
      '--trust',
      authority,
      '--trust-replace',
      '--no-revocation-check',
    ];
    const { code, text } = runTool('pyhanko', [...check, file]);
    expect(code, text).toBe(0);
    expect(text.match(/The signature is judged VALID/g), text).toHaveLength(2);
  });

  test('P27: our verdict: valid here, indeterminate for a stranger, invalid after one flipped byte', () => {
    expect(judge(twice).verdict).toBe('valid');
    expect(judge(twice, [strangerAnchor]).verdict).toBe('indeterminate');
    const changed = Buffer.from(twice);
    changed[changed.indexOf('/MediaBox[0 0 595') + 14]! ^= 1;
    expect(judge(changed).verdict).toBe('invalid');
  });
});
