import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCommandLine } from '../../electron/cli/run-command-line.ts';
import { makeCscFetch } from '../../electron/signer/csc-fetch.ts';
import { makeCscSession } from '../../electron/signer/csc-session.ts';
import { type Certomancer, hasCertomancer, startCertomancer } from '../fixtures/csc/certomancer.ts';
import { makePdf, plainBodies } from '../fixtures/pdf/make-pdf.ts';
import { cutSignatures } from './cut-signature.ts';
import { hasTool, runTool } from './tool.ts';

const hasOpenssl = hasTool('openssl', 'version');
const hasPyhanko = hasTool('pyhanko', '--version');
const hasPdfsig = hasTool('pdfsig', '-v');

describe.skipIf(!hasCertomancer() || !hasOpenssl)('a service that we did not write (skipped without its venv)', () => {
  let folder: string;
  let service: Certomancer;
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'aktentasche-certomancer-'));
    service = await startCertomancer(path.join(folder, 'pki'), 2);
    writeFileSync(path.join(folder, 'in.pdf'), makePdf(plainBodies(2)));
  }, 60_000);
  afterAll(() => {
    service?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function run(...argv: string[]): Promise<{ code: number; answer: Record<string, unknown> }> {
    const lines: string[] = [];
    const code = await runCommandLine([...argv, '--json'], {
      env: {},
      now: () => new Date(),
      out: (line) => lines.push(line),
      err: (line) => lines.push(line),
      fontPath: '',
      startCardProcess: () => {
        throw new Error('no card in these tests');
      },
    });
    return { code, answer: JSON.parse(lines[0]!) };
  }

  const cases = [
    { name: 'rsa', pss: false },
    { name: 'rsa', pss: true },
    { name: 'p256', pss: false },
    { name: 'p384', pss: false },
  ];

  describe.each(cases)('credential $name, PSS: $pss', ({ name, pss }) => {
    let file: string;
    beforeAll(async () => {
      file = path.join(folder, `${name}-${pss}.pdf`);
      const key = ['--csc', service.url, '--csc-credential', `ca/signer-${name}`];
      const told = await run('sign', path.join(folder, 'in.pdf'), file, ...key, ...(pss ? ['--pss'] : []));
      expect([told.code, told.answer], JSON.stringify(told.answer)).toMatchObject([0, { signer: `Fern ${name}` }]);
    });

    test('our validator: valid', async () => {
      const told = await run('validate', file, '--trust', service.authority);
      expect(told).toMatchObject({ code: 0, answer: { verdict: 'valid' } });
    });

    test('openssl: verifies as CAdES, and not after a change', () => {
      const [cut] = cutSignatures(readFileSync(file));
      writeFileSync(`${file}.bytes`, cut!.signedBytes);
      writeFileSync(`${file}.cms`, cut!.cms);
      const words = [
        'cms',
        '-verify',
        '-cades',
        '-binary',
        '-inform',
        'DER',
        '-in',
        `${file}.cms`,
        '-out',
        '/dev/null',
      ];
      const told = [...words, '-CAfile', service.authority, '-purpose', 'any', '-content', `${file}.bytes`];
      const { code, text } = runTool('openssl', told);
      expect(code, text).toBe(0);
      expect(text).toContain('CAdES Verification successful');
      cut!.signedBytes[100]! ^= 1;
      writeFileSync(`${file}.bytes`, cut!.signedBytes);
      expect(runTool('openssl', told).code).not.toBe(0);
    });

    test.skipIf(!hasPyhanko)('pyHanko: intact, trusted (skipped without its venv)', () => {
      const trust = ['--trust', service.authority, '--trust-replace', '--no-revocation-check'];
      const { code, text } = runTool('pyhanko', ['sign', 'validate', '--pretty-print', ...trust, file]);
      expect(code, text).toBe(0);
      expect(text).toContain('The signature is judged VALID');
    });

    test.skipIf(!hasPdfsig)('pdfsig: valid (skipped without pdfsig)', () => {
      const { code, text } = runTool('pdfsig', ['-nocert', file]);
      expect(code, text).toBe(0);
      expect(text).toContain('Signature is Valid');
    });
  });

  test('P116: a batch of three with one authorisation; unknown credentials are refused', async () => {
    const edge = { fetch: makeCscFetch(fetch), openBrowser: async () => {} };
    const session = makeCscSession({ url: service.url, signIn: null }, edge, () => new Date());
    const usable = (await session.list()).filter(({ problem }) => problem === null);
    expect(usable.map(({ id }) => id)).toEqual(['ca/signer-rsa', 'ca/signer-p256', 'ca/signer-p384']);
    const digests = [1, 2, 3].map((fill) => new Uint8Array(32).fill(fill));
    expect(await session.sign('ca/signer-p256', digests, {})).toHaveLength(3);
    await expect(session.sign('ca/nobody', digests, {})).rejects.toMatchObject({ code: 'csc-refused' });
  });
});
