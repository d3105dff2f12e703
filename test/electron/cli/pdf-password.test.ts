import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runCommandLine } from '../../../electron/cli/run-command-line.ts';
import { testTime } from '../../fixtures/pdf/sign-with.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const encrypted = path.join(root, 'test/fixtures/pdf/encrypted/v5-r6-aes-256.pdf');
const keyFile = path.join(root, 'test/fixtures/pki/ec.p12');
const font = 'node_modules/@expo-google-fonts/fira-sans/400Regular/FiraSans_400Regular.ttf';
const key = ['--p12', keyFile, '--password-env', 'KEY'];
const stamp = ['--kind', 'zda', '--field', 'von=Abel', '--field', 'datum=2026-11-21'];

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'aktentasche-cli-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function run(...argv: string[]): Promise<{ code: number; said: Record<string, unknown> }> {
  const lines: string[] = [];
  const code = await runCommandLine([...argv, '--json'], {
    env: { KEY: 'test', USER: 'Tür 4', OWNER: 'Haus 7', WRONG: 'Haus 8' },
    now: () => testTime,
    out: (line) => lines.push(line),
    err: (line) => lines.push(line),
    fontPath: path.join(root, font),
    startCardProcess: () => {
      throw new Error('no card in these tests');
    },
  });
  return { code, said: JSON.parse(lines[0]!) };
}

test('P60, P61: every command takes the password of an encrypted PDF from a variable', async () => {
  const [stamped, signed] = [path.join(folder, 'stamped.pdf'), path.join(folder, 'signed.pdf')];
  const user = ['--pdf-password-env', 'USER'];
  expect((await run('stamp', encrypted, stamped, ...stamp, ...user)).code).toBe(0);
  expect((await run('sign', stamped, signed, ...key, ...user)).code).toBe(0);
  expect((await run('validate', signed, ...user, '--trust', path.join(root, 'test/fixtures/pki/ca.pem'))).said).toEqual(
    expect.objectContaining({ verdict: 'valid', warnings: [] }),
  );
  expect((await run('inspect', signed, ...user)).said).toMatchObject({ encrypted: true, openedBy: 'user' });
  expect((await run('inspect', signed, '--pdf-password-env', 'OWNER')).said).toMatchObject({ openedBy: 'owner' });
  expect((await run('inspect', signed)).said).toMatchObject({ encrypted: true, openedBy: null, pages: [] });
});

test.each([
  [[], 'pdf-encrypted'],
  [['--pdf-password-env', 'UNSET'], 'pdf-encrypted'],
  [['--pdf-password-env', 'WRONG'], 'pdf-password-wrong'],
])('P61: without the right password (%j) every command is refused with %s', async (words, code) => {
  const out = path.join(folder, 'out.pdf');
  const refused = { code: 1, said: expect.objectContaining({ code }) };
  expect(await run('stamp', encrypted, out, ...stamp, ...words)).toEqual(refused);
  expect(await run('sign', encrypted, out, ...key, ...words)).toEqual(refused);
  expect(await run('validate', encrypted, ...words)).toEqual(refused);
});

test('P64: a file above 10 GB is refused at once, before anything is copied', async () => {
  const [large, out] = [path.join(folder, 'large.pdf'), path.join(folder, 'out.pdf')];
  const descriptor = openSync(large, 'w');
  writeSync(descriptor, '%PDF-1.7\n');
  ftruncateSync(descriptor, 10 * 1024 ** 3 + 1);
  closeSync(descriptor);
  const started = performance.now();
  for (const words of [['inspect'], ['validate'], ['sign', out, ...key], ['stamp', out, ...stamp]]) {
    const [verb = '', ...more] = words;
    expect((await run(verb, large, ...more)).said).toMatchObject({ code: 'pdf-too-large' });
  }
  expect(performance.now() - started).toBeLessThan(5000);
});
