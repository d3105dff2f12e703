import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runCommandLine } from '../../../electron/cli/run-command-line.ts';
import { makePdf, plainBodies } from '../../fixtures/pdf/make-pdf.ts';
import { testTime } from '../../fixtures/pdf/sign-with.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const pki = path.join(root, 'test/fixtures/pki');
const fontPath = path.join(root, 'node_modules/@expo-google-fonts/fira-sans/400Regular/FiraSans_400Regular.ttf');
const eingang = [
  '--kind',
  'eingang',
  '--field',
  'behoerde=Amt',
  '--field',
  'datum=2026-11-21',
  '--field',
  'quelle=server',
];

let folder: string;
let input: string;
let output: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'aktentasche-cli-'));
  input = path.join(folder, 'in.pdf');
  output = path.join(folder, 'out.pdf');
  writeFileSync(input, makePdf(plainBodies(2)));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function run(...argv: string[]): Promise<{ code: number; lines: string[]; err: string }> {
  const lines: string[] = [];
  const err: string[] = [];
  const code = await runCommandLine(argv, {
    env: { PASSWORD: 'test' },
    now: () => testTime,
    out: (line) => lines.push(line),
    err: (line) => err.push(line),
    fontPath,
    startCardProcess: () => {
      throw new Error('no card in these tests');
    },
  });
  return { code, lines, err: err.join('\n') };
}

const sign = (
  from: string,
  to: string,
  key = 'ec',
  password = 'PASSWORD',
): Promise<{ code: number; lines: string[] }> =>
  run('sign', from, to, '--p12', path.join(pki, `${key}.p12`), '--password-env', password, '--json');

test('P30: stamp, sign and validate in a row end with 0 and JSON of the documented shape', async () => {
  const stamped = path.join(folder, 'stamped.pdf');
  const before = readFileSync(input);
  expect((await run('stamp', input, stamped, ...eingang, '--page', '2', '--at', '30,40')).code).toBe(0);
  expect((await sign(stamped, output)).code).toBe(0);
  const { code, lines } = await run('validate', output, '--trust', path.join(pki, 'ca.pem'), '--json');
  expect(code).toBe(0);
  expect(JSON.parse(lines[0]!)).toEqual({
    file: output,
    verdict: 'valid',
    signatures: [
      {
        field: 'Signature1',
        verdict: 'valid',
        reason: null,
        qualification: 'advanced',
        signer: 'Max Mustermann',
        issuer: 'Test-Zwischenstelle',
        claimedTime: testTime.toISOString(),
        provenTime: null,
        level: 'B-B',
        revocation: 'unknown',
        revocationAsOf: null,
        certifies: null,
        carriesUntil: null,
        coversWholeFile: true,
        signedBytes: statSync(output).size,
        changesAfter: 'none',
        changes: [],
      },
    ],
    warnings: [],
  });
  expect(readFileSync(input).equals(before)).toBe(true);
  expect(readFileSync(output).subarray(0, before.length).equals(before)).toBe(true);
});

test('P30: an invalid file gives 1, an open verdict 0', async () => {
  await sign(input, output);
  expect((await run('validate', output)).code).toBe(0);
  const bytes = readFileSync(output);
  bytes[bytes.indexOf('MediaBox') + 12] = 0x39;
  writeFileSync(output, bytes);
  expect((await run('validate', output)).code).toBe(1);
});

test('P30: a refusal gives 1 with code and two sentences, one line per file', async () => {
  const empty = path.join(folder, 'empty.pdf');
  writeFileSync(empty, '');
  const { code, lines } = await run('inspect', empty, input, path.join(folder, 'none.pdf'), '--json');
  expect(code).toBe(1);
  const answers = lines.map((line) => JSON.parse(line));
  expect(answers[0]).toMatchObject({ file: empty, code: 'pdf-empty', de: expect.any(String), en: expect.any(String) });
  expect(answers[1]).toMatchObject({ file: input, xref: 'table' });
  expect(answers[2].code).toBe('file-not-found');
});

test('P124: the first signature certifies, validate says what it leaves open, a second certification is refused', async () => {
  const key = ['--p12', path.join(pki, 'rsa.p12'), '--password-env', 'PASSWORD'];
  expect((await run('sign', input, output, ...key, '--certify', 'fill')).code).toBe(0);
  const { lines } = await run('validate', output);
  expect(lines.join('\n')).toContain('certifies the file: forms may be filled in and signatures added');
  expect((await run('inspect', output)).lines.join('\n')).toContain('certified, level 2');
  const again = path.join(folder, 'again.pdf');
  const { code, lines: refused } = await run('sign', output, again, ...key, '--certify', 'none', '--json');
  expect([code, JSON.parse(refused[0]!).code, existsSync(again)]).toEqual([1, 'pdf-certify-too-late', false]);
  expect((await run('sign', output, again, ...key)).code).toBe(0);
});

test('P31: a refusal leaves neither output nor temporary file', async () => {
  for (const [key, password, code] of [
    ['ec', 'NOTHING', 'key-password-wrong'],
    ['expired', 'PASSWORD', 'certificate-expired'],
    ['brainpool', 'PASSWORD', 'key-algorithm-refused'],
  ] as const) {
    const answer = await sign(input, output, key, password);
    expect([answer.code, JSON.parse(answer.lines[0]!).code]).toEqual([1, code]);
  }
  const there = path.join(folder, 'missing', 'out.pdf');
  expect(JSON.parse((await sign(input, there)).lines[0]!).code).toBe('file-not-writable');
  expect(existsSync(output)).toBe(false);
  expect(readdirSync(folder)).toEqual(['in.pdf']);
});

test.each([
  [['frobnicate']],
  [['stamp', 'a.pdf', 'b.pdf']],
  [['stamp', 'a.pdf', 'a.pdf', '--kind', 'eingang']],
  [['stamp', 'a.pdf', 'b.pdf', '--kind', 'eingang', '--page', '0']],
  [['stamp', 'a.pdf', 'b.pdf', '--kind', 'eingang', '--at', '1']],
  [['sign', 'a.pdf', 'b.pdf', '--p12', 'k.p12']],
  [['sign', 'a.pdf', 'b.pdf', '--p12', 'k.p12', '--password-env', 'X', '--level', 'B-T']],
  [['sign', 'a.pdf', 'b.pdf', '--p12', 'k.p12', '--password-env', 'X', '--rect', '1,2,0,4']],
  [['sign', 'a.pdf', 'b.pdf', '--p12', 'k.p12', '--password-env', 'X', '--certify', 'all']],
  [['sign', 'a.pdf', 'b.pdf', '--pkcs11', 'm.so', '--pin-env', 'X']],
  [['sign', 'a.pdf', 'b.pdf', '--pkcs11', 'm.so', '--slot', 'one', '--pin-env', 'X']],
  [['sign', 'a.pdf', 'b.pdf', '--pkcs11', 'm.so', '--slot', '1', '--p12', 'k.p12']],
  [['sign', 'a.pdf', 'b.pdf', '--p12', 'k.p12', '--password-env', 'X', '--cert', 'a']],
  [['validate']],
  [['validate', 'a.pdf', '--at', 'gestern']],
  [['inspect', 'a.pdf', '--frobnicate']],
])('P30: %j is a usage error', async (argv) => {
  const { code, err } = await run(...argv);
  expect(code).toBe(2);
  expect(err).toContain('aktentasche stamp');
});
