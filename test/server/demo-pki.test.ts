import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { serveDemoPki } from '../../server/demo/pki/serve-demo-pki.ts';
import { readTimestampAnswer } from '../../shared/pdf/level/read-timestamp-answer.ts';
import { timestampRequest } from '../../shared/pdf/level/timestamp-request.ts';
import { readCertificate } from '../../shared/pdf/sign/certificate.ts';
import { readCrl } from '../../shared/pdf/validate/read-crl.ts';
import { verifyChain } from '../../shared/pdf/validate/verify-chain.ts';
import { hasOpenssl } from '../fixtures/pki/online-authority.ts';

const imprint = new Uint8Array(32).fill(3);
const nonce = new Uint8Array(16).fill(9);

async function start() {
  const running = await serveDemoPki(() => new Date());
  onTestFinished(() => running.stop());
  const ask = async (url: string, body?: Uint8Array<ArrayBuffer>) => {
    const answer = await fetch(url, body ? { method: 'POST', body } : {});
    return new Uint8Array(await answer.arrayBuffer());
  };
  return { ...running, ask };
}

test('L19: the demo authority keeps every promise of a time-stamp, and its list clears whom it certified', async () => {
  const { pki, host, tsaUrl, ask } = await start();
  const question = new Uint8Array(timestampRequest(imprint, nonce));
  const token = readTimestampAnswer(await ask(tsaUrl, question), { imprint, nonce, at: new Date() });
  expect(token.length).toBeGreaterThan(500);
  const root = readCertificate(pki.root);
  const person = readCertificate(pki.issue('Vorführung', generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey));
  expect(verifyChain(person, [], [root], new Date())).toMatchObject({ reason: null, path: { length: 2 } });
  expect(readCrl(await ask(`http://${host}/root.crl`)).about(person, root)).toMatchObject({ status: 'good' });
});

test.skipIf(!hasOpenssl())('L19: openssl accepts its time-stamp and its list (skipped without openssl)', async () => {
  const { pki, host, tsaUrl, ask } = await start();
  const folder = mkdtempSync(path.join(tmpdir(), 'aktentasche-demo-pki-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const at = (name: string) => path.join(folder, name);
  const question = new Uint8Array(timestampRequest(imprint, nonce));
  writeFileSync(at('question'), question);
  writeFileSync(at('answer'), await ask(tsaUrl, question));
  writeFileSync(at('list'), await ask(`http://${host}/root.crl`));
  const pem = `-----BEGIN CERTIFICATE-----\n${Buffer.from(pki.root).toString('base64')}\n-----END CERTIFICATE-----\n`;
  writeFileSync(at('root.pem'), pem.replace(/(.{64})(?=.)/g, '$1\n'));
  const words = ['ts', '-verify', '-in', at('answer'), '-queryfile', at('question'), '-CAfile', at('root.pem')];
  expect(execFileSync('openssl', words, { encoding: 'utf8', stdio: 'pipe' })).toContain('OK');
  const list = ['crl', '-in', at('list'), '-inform', 'DER', '-CAfile', at('root.pem'), '-noout'];
  expect(execFileSync('openssl', list, { encoding: 'utf8', stdio: 'pipe' })).toBe('');
});
