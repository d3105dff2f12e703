import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseCommandLine } from '../../../electron/cli/parse-command-line.ts';
import { runCommandLine } from '../../../electron/cli/run-command-line.ts';
import { type CscServer, otp, pin, startCscServer } from '../../fixtures/csc/csc-server.ts';
import { makePdf, plainBodies } from '../../fixtures/pdf/make-pdf.ts';
import { judge, testKey, testTime } from '../../fixtures/pdf/sign-with.ts';

let folder: string;
let server: CscServer;
let browser: CscServer;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'aktentasche-csc-'));
  writeFileSync(path.join(folder, 'in.pdf'), makePdf(plainBodies(1)));
  const keys = { 'rsa-1': testKey('rsa'), 'ec-1': testKey('ec') };
  server = await startCscServer({ version: 2, keys, mode: 'explicit' });
  browser = await startCscServer({ version: 2, keys, mode: 'oauth2code', hasSignIn: false });
});
afterAll(async () => {
  await server.stop();
  await browser.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function sign(out: string, url: string, credential: string, env: Record<string, string>) {
  const lines: string[] = [];
  const words = ['--csc', url, '--csc-credential', credential, '--pin-env', 'PIN', '--otp-env', 'OTP', '--json'];
  const code = await runCommandLine(['sign', path.join(folder, 'in.pdf'), path.join(folder, out), ...words], {
    env,
    now: () => testTime,
    out: (line) => lines.push(line),
    err: (line) => lines.push(line),
    fontPath: '',
    startCardProcess: () => {
      throw new Error('no card in these tests');
    },
  });
  return { code, answer: JSON.parse(lines[0]!) };
}

test('P121: the command signs with a remote credential; PIN and code come from variables', async () => {
  for (const credential of ['rsa-1', 'ec-1']) {
    const out = `${credential}.pdf`;
    const { code, answer } = await sign(out, server.setting.url, credential, { PIN: pin, OTP: otp });
    expect([code, answer]).toMatchObject([0, { level: 'B-B' }]);
    expect(judge(readFileSync(path.join(folder, out))).verdict).toBe('valid');
  }
});

test('P121: a wrong code, and a credential that wants a browser, are refused with both sentences', async () => {
  const said = { de: expect.any(String), en: expect.any(String) };
  const wrong = await sign('x.pdf', server.setting.url, 'ec-1', { PIN: pin, OTP: '000000' });
  expect(wrong).toMatchObject({ code: 1, answer: { code: 'csc-otp-wrong', ...said } });
  const inBrowser = await sign('x.pdf', browser.setting.url, 'ec-1', {});
  expect(inBrowser).toMatchObject({ code: 1, answer: { code: 'csc-credential-unusable', ...said } });
});

test('P121: --csc wants https, or http on this computer, and a credential; options of other keys do not fit', () => {
  const parse = (...words: string[]) => parseCommandLine(['sign', 'a.pdf', 'b.pdf', ...words]);
  expect(() => parse('--csc', 'http://example.org/csc/v2', '--csc-credential', 'x')).toThrow('https');
  expect(() => parse('--csc', 'https://example.org/csc/v2')).toThrow('--csc-credential');
  expect(() => parse('--csc', 'https://example.org/csc/v2', '--csc-credential', 'x', '--slot', '1')).toThrow('--slot');
  expect(() => parse('--csc', 'https://example.org/csc/v2', '--p12', 'x')).toThrow('--csc');
});
