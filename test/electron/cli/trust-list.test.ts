import { generateKeyPairSync, sign } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { runCommandLine } from '../../../electron/cli/run-command-line.ts';
import { type TrustSnapshot, trustSigningInput } from '../../../shared/trust/trust-list.ts';
import { makePdf, plainBodies } from '../../fixtures/pdf/make-pdf.ts';
import { testTime } from '../../fixtures/pdf/sign-with.ts';
import { makeIdentity, qc } from '../../fixtures/trust/make-certificate.ts';
import { signPdf } from '../../fixtures/trust/sign-pdf.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'aktentasche-cli-trust-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = (name: string, content: string | Buffer) => {
  writeFileSync(path.join(folder, name), content);
  return path.join(folder, name);
};

const issuer = makeIdentity({ name: 'Vertrauensdienst', isCa: true });
const person = makeIdentity({ name: 'Erika', issuer, statements: [qc.compliance, qc.sscd, qc.esign] });
const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const keyFile = file('key.pem', publicKey.export({ type: 'spki', format: 'pem' }));
const snapshot: TrustSnapshot = {
  version: 1,
  number: 1,
  authority: 'Stadt Musterstadt',
  issuedAt: '2026-11-12T00:00:00.000Z',
  nextUpdate: '2026-12-12T00:00:00.000Z',
  lists: [],
  entries: [
    {
      certificate: issuer.certificate.toString('base64'),
      service: 'CA/QC',
      territory: 'DE',
      provider: 'Vertrauensdienst',
      name: 'CA',
      periods: [{ from: '2016-07-01T00:00:00.000Z', granted: true, uses: [], qualifications: [] }],
    },
  ],
};

function listFile(name: string, change = (text: string) => text): string {
  const text = JSON.stringify(snapshot);
  const signature = sign('sha256', Buffer.from(trustSigningInput(text)), {
    key: privateKey,
    dsaEncoding: 'ieee-p1363',
  });
  return file(name, JSON.stringify({ snapshot: change(text), signature: signature.toString('base64url') }));
}

async function validate(...words: string[]) {
  const lines: string[] = [];
  const code = await runCommandLine(['validate', pdf, '--json', ...words], {
    env: {},
    now: () => testTime,
    out: (line) => lines.push(line),
    err: () => undefined,
    fontPath: '',
    startCardProcess: () => {
      throw new Error('no card in these tests');
    },
  } as Parameters<typeof runCommandLine>[1]);
  return { code, answer: JSON.parse(lines[0] ?? '{}') };
}
const pdf = file('signed.pdf', await signPdf(makePdf(plainBodies()), person, [issuer]));

test('P86: the command line says the qualification with a signed trusted list', async () => {
  const list = listFile('list.json');
  const { answer } = await validate('--trust-list', list, '--trust-key', keyFile);
  expect(answer).toMatchObject({ verdict: 'valid', signatures: [{ qualification: 'qualified-signature' }] });
  const without = await validate();
  expect(without.answer).toMatchObject({ verdict: 'indeterminate', signatures: [{ qualification: 'unknown' }] });
});

test('P85: a changed list, a missing one and a key that is none are refused', async () => {
  const changed = listFile('changed.json', (text) => text.replace('CA/QC', 'own-ca'));
  const codes = async (...words: string[]) => (await validate(...words)).answer.code;
  expect(await codes('--trust-list', changed, '--trust-key', keyFile)).toBe('trust-list-signature-invalid');
  expect(await codes('--trust-list', path.join(folder, 'none'), '--trust-key', keyFile)).toBe('file-not-found');
  expect(await codes('--trust-list', listFile('good.json'), '--trust-key', changed)).toBe('key-file-damaged');
  expect((await validate('--trust-list', changed)).code).toBe(2);
});
