import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundle } from '../../build/bundle.mjs';
import { resolveElectron } from '../../build/electron-runtime.mjs';
import { makeSoftToken, type SoftToken, softModule, softPin } from '../fixtures/card/soft-token.ts';
import { makePdf, plainBodies } from '../fixtures/pdf/make-pdf.ts';
import { cutSignatures } from './cut-signature.ts';
import { hasTool, runTool } from './tool.ts';

const hasPdfsig = hasTool('pdfsig', '-v');
const hasOpenssl = hasTool('openssl', 'version');
const hasPyhanko = hasTool('pyhanko', '--version');
const root = path.resolve(import.meta.dirname, '../..');
const pki = path.join(root, 'test/fixtures/pki/cards');
const authority = path.join(pki, 'ca.pem');

const runtime = await resolveElectron({ log: console.warn }).catch(() => null);
if (runtime === null) console.warn('SKIPPED LOUDLY: no Electron runtime, the algorithms are tried in Node only.');
/** The command line runs in Node and, as Node, in Electron: another crypto library. */
const engines = [
  { engine: 'Node', program: process.execPath, env: {} },
  ...(runtime ? [{ engine: 'Electron', program: runtime.executable, env: { ELECTRON_RUN_AS_NODE: '1' } }] : []),
];

const onCard = (name: string, pss = false) => ({ name: `${name}${pss ? ' by PSS' : ''} on a card`, card: name, pss });
const inFile = (name: string, pss = false) => ({ name: `${name}${pss ? ' by PSS' : ''} in a file`, file: name, pss });
const keys = [
  onCard('rsa'),
  onCard('rsa', true),
  onCard('p256'),
  onCard('p384'),
  onCard('brainpoolP256r1'),
  onCard('brainpoolP384r1'),
  inFile('cards/rsa-pss'),
  inFile('cards/p384'),
  inFile('rsa', true),
].filter((key) => 'file' in key || softModule !== null);
const cases = engines.flatMap((engine) => keys.map((key) => ({ ...engine, ...key })));

let folder: string;
let token: SoftToken;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'aktentasche-interop-'));
  await bundle({ only: ['cli'], log: () => {} });
  writeFileSync(path.join(folder, 'in.pdf'), makePdf(plainBodies(1)));
  if (softModule === null) return;
  const names = ['rsa', 'p256', 'p384', 'brainpoolP256r1', 'brainpoolP384r1'] as const;
  token = makeSoftToken(
    folder,
    names.map((name, index) => ({ name, id: `0${index + 1}` })),
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(cases)('$engine, $name', (sample) => {
  const trust = 'file' in sample && sample.file === 'rsa' ? path.join(root, 'test/fixtures/pki/ca.pem') : authority;
  let file: string;

  function aktentasche(words: readonly string[]): { code: number | null; answer: Record<string, unknown> } {
    const told = [path.join(root, 'dist/cli/aktentasche.js'), ...words, '--json'];
    const env = { ...process.env, ...sample.env, ...token?.env, SECRET: 'file' in sample ? 'test' : softPin };
    const { status, stdout, stderr } = spawnSync(sample.program, told, { encoding: 'utf8', env, timeout: 60_000 });
    return { code: status, answer: JSON.parse(stdout || JSON.stringify({ stderr })) };
  }

  beforeAll(() => {
    file = path.join(folder, `${sample.engine} ${sample.name.replaceAll('/', ' ')}.pdf`);
    const key =
      'file' in sample
        ? ['--p12', path.join(root, 'test/fixtures/pki', `${sample.file}.p12`), '--password-env', 'SECRET']
        : ['--pkcs11', softModule!, '--slot', String(token.slot), '--pin-env', 'SECRET', '--cert', sample.card];
    const pss = sample.pss ? ['--pss'] : [];
    const { code, answer } = aktentasche(['sign', path.join(folder, 'in.pdf'), file, ...key, ...pss]);
    expect([code, answer], JSON.stringify(answer)).toMatchObject([0, { level: 'B-B' }]);
  });

  test('our validator: valid in both engines', () => {
    expect(aktentasche(['validate', file, '--trust', trust])).toMatchObject({ code: 0, answer: { verdict: 'valid' } });
  });

  test.skipIf(!hasOpenssl)('openssl: verifies as CAdES, and not after a change (skipped without openssl)', () => {
    const [cut] = cutSignatures(readFileSync(file));
    const at = `${file}.cut`;
    writeFileSync(`${at}.bytes`, cut!.signedBytes);
    writeFileSync(`${at}.cms`, cut!.cms);
    const words = ['cms', '-verify', '-cades', '-binary', '-inform', 'DER', '-in', `${at}.cms`, '-out', '/dev/null'];
    const told = [...words, '-CAfile', trust, '-purpose', 'any', '-content', `${at}.bytes`];
    const { code, text } = runTool('openssl', told);
    expect(code, text).toBe(0);
    expect(text).toContain('CAdES Verification successful');
    cut!.signedBytes[100]! ^= 1;
    writeFileSync(`${at}.bytes`, cut!.signedBytes);
    expect(runTool('openssl', told).code).not.toBe(0);
  });

  test.skipIf(!hasPyhanko)('pyHanko: intact, trusted (skipped without `node build/interop-venv.mjs`)', () => {
    const words = ['sign', 'validate', '--pretty-print', '--trust', trust, '--trust-replace', '--no-revocation-check'];
    const { code, text } = runTool('pyhanko', [...words, file]);
    expect(code, text).toBe(0);
    expect(text).toContain('The signature is judged VALID');
  });

  // NSS, which pdfsig uses, knows neither brainpool curves nor keys that are bound to PSS.
  const isUnknownToNss = /^brainpool|^cards\/rsa-pss/.test(sample.name);
  test.skipIf(!hasPdfsig || isUnknownToNss)('pdfsig: valid (skipped without pdfsig)', () => {
    const { code, text } = runTool('pdfsig', ['-nocert', file]);
    expect(code, text).toBe(0);
    expect(text).toContain('Signature is Valid');
  });
});

test.skipIf(softModule === null)(
  'P34: the command says what is wrong with a card, in JSON (skipped without softhsm2)',
  () => {
    const out = path.join(folder, 'refused.pdf');
    const run = (module: string, more: readonly string[], pin = softPin) => {
      const words = [
        'sign',
        path.join(folder, 'in.pdf'),
        out,
        '--pkcs11',
        module,
        '--pin-env',
        'PIN',
        '--json',
        ...more,
      ];
      const env = { ...process.env, ...token.env, PIN: pin };
      const cli = path.join(root, 'dist/cli/aktentasche.js');
      const { status, stdout } = spawnSync(process.execPath, [cli, ...words], { encoding: 'utf8', env });
      return [status, JSON.parse(stdout)];
    };
    const slot = ['--slot', String(token.slot)];
    const one = [...slot, '--cert', 'p256'];
    const said = { de: expect.any(String), en: expect.any(String) };
    expect(run('/nowhere.so', one)).toMatchObject([1, { code: 'card-module-missing', ...said }]);
    expect(run(softModule!, ['--slot', '4711'])).toMatchObject([1, { code: 'card-slot-unknown', ...said }]);
    expect(run(softModule!, slot)).toMatchObject([1, { code: 'card-several-certificates', ...said }]);
    expect(run(softModule!, one, '000000')).toMatchObject([
      1,
      { code: expect.stringContaining('card-pin-wrong'), ...said },
    ]);
    expect(run(softModule!, one, '')).toMatchObject([1, { code: 'card-pin-missing', ...said }]);
  },
);
