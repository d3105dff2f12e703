import { spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { requireAllowedModule } from '../../../electron/signer/allowed-module.ts';
import { type Card, cardLimitsMs, connectCard } from '../../../electron/signer/card-client.ts';
import { forkCardProcess } from '../../../electron/signer/fork-card-process.ts';
import { isForThisProcessor } from '../../../electron/signer/processor.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import { readCertificate } from '../../../shared/pdf/sign/certificate.ts';
import { readDer } from '../../../shared/pdf/sign/der.ts';
import { hashBytes } from '../../../shared/pdf/sign/hash-bytes.ts';
import { algorithmFacts, signatureIdentifier } from '../../../shared/pdf/sign/signature-algorithm.ts';
import { signatureScheme, verifyDigest } from '../../../shared/pdf/validate/verify-value.ts';
import { layCardProcess } from '../../fixtures/card/lay-card-process.ts';
import {
  type Content,
  cardKeys,
  makeSoftToken,
  type SoftToken,
  softModule,
  softPin,
} from '../../fixtures/card/soft-token.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const pki = path.join(root, 'test/fixtures/pki/cards');
const noSoftHsm = softModule === null;
const noCompiler = spawnSync('gcc', ['--version']).status !== 0;
if (noCompiler) console.warn('SKIPPED LOUDLY: gcc is not installed, blocked and hanging cards are not tried.');
const sha = 'aa'.repeat(32);

let folder: string;
let processFile: string;
const started: Card[] = [];
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'aktentasche-card-'));
  processFile = await layCardProcess(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(() => {
  for (const card of started.splice(0)) card.kill();
});

function cardWith(
  env: Readonly<Record<string, string>>,
  limits: Readonly<Record<keyof typeof cardLimitsMs, number>> = cardLimitsMs,
): Card {
  const card = connectCard(forkCardProcess(processFile, { ...process.env, ...env }), limits);
  started.push(card);
  return card;
}

function newToken(contents: readonly Content[]): SoftToken {
  return makeSoftToken(mkdtempSync(path.join(folder, 'token-')), contents);
}

const opening = (slot: number, more: object = {}) => ({
  module: softModule ?? '',
  slot,
  pin: softPin,
  certificate: null,
  algorithm: null,
  validity: 'now' as const,
  ...more,
});

describe.skipIf(noSoftHsm)('a software token made by others (skipped without softhsm2)', () => {
  let token: SoftToken;
  beforeAll(() => {
    token = newToken(cardKeys.map((name, index) => ({ name, id: `0${index + 1}` })));
  });

  const cases = [
    ['rsa', 'rsa-pkcs1-sha256'],
    ['rsa', 'rsa-pss-sha256'],
    ['p256', 'ecdsa-p256-sha256'],
    ['p384', 'ecdsa-p384-sha384'],
    ['brainpoolP256r1', 'ecdsa-brainpoolP256r1-sha256'],
    ['brainpoolP384r1', 'ecdsa-brainpoolP384r1-sha384'],
  ] as const;
  test.each(cases)('P17: the key %s signs %s, and our verification agrees', async (name, algorithm) => {
    const card = cardWith(token.env);
    const opened = await card.open(opening(token.slot, { certificate: name, algorithm }), [sha]);
    const certificate = new X509Certificate(readFileSync(path.join(pki, `${name}.pem`)));
    expect(opened).toMatchObject({ algorithm, subject: /CN=(.*)/.exec(certificate.subject)?.[1] });
    expect(Buffer.from(opened.certificates[0]!).equals(certificate.raw)).toBe(true);
    const digest = hashBytes(algorithmFacts[algorithm].hash, Buffer.from('Aktentasche'));
    const signature = await card.sign(sha, digest);
    const scheme = signatureScheme(readDer(signatureIdentifier(algorithm)), undefined)!;
    expect(verifyDigest(readCertificate(certificate.raw).publicKey, scheme, digest, signature)).toBe(true);
    await expect(card.sign(sha, digest)).rejects.toMatchObject({ code: 'no-right' });
  });

  test('P33: without a PIN one sees readers, cards and certificates', async () => {
    const slots = await cardWith(token.env).look(softModule!);
    const found = slots.find(({ slot }) => slot === token.slot);
    expect(found?.token).toMatchObject({ label: 'Dienstkarte', pin: 'ok', hasPinPad: false });
    const names = found?.token?.certificates.map(({ label, id }) => `${id} ${label}`).sort();
    expect(names).toEqual(cardKeys.map((name, index) => `0${index + 1} ${name}`));
  });

  test('a certificate is chosen by its id or its label; several without a choice are refused', async () => {
    const card = cardWith(token.env);
    await expect(card.open(opening(token.slot), [sha])).rejects.toMatchObject({ code: 'card-several-certificates' });
    const other = opening(token.slot, { certificate: 'nobody' });
    await expect(card.open(other, [sha])).rejects.toMatchObject({ code: 'card-certificate-unknown' });
    expect(await card.open(opening(token.slot, { certificate: '03' }), [sha])).toMatchObject({ subject: 'Paul Prim' });
  });

  test('P36: a wrong PIN is said and can be corrected; none at all costs no try', async () => {
    const card = cardWith(token.env);
    const one = { certificate: 'p256' };
    for (const pin of ['', null]) {
      const asked = card.open(opening(token.slot, { ...one, pin }), [sha]);
      await expect(asked).rejects.toMatchObject({ code: 'card-pin-missing' });
    }
    const wrong = card.open(opening(token.slot, { ...one, pin: '111111' }), [sha]);
    await expect(wrong).rejects.toMatchObject({ code: expect.stringMatching(/^card-pin-wrong/) });
    expect(await card.open(opening(token.slot, one), [sha])).toMatchObject({ subject: 'Petra Prim' });
  });

  test.each<[string, readonly Content[], ErrorCode]>([
    ['a short RSA key', [{ name: 'rsa2048', id: '01' }], 'key-too-short'],
    ['a key without certificate', [{ name: 'p256', id: '01', without: 'certificate' }], 'card-certificate-missing'],
    ['a certificate without key', [{ name: 'p256', id: '01', without: 'key' }], 'card-key-missing'],
    ['nothing', [], 'card-empty'],
  ])('P17: a card with %s is refused', async (_what, contents, code) => {
    const poor = newToken(contents);
    await expect(cardWith(poor.env).open(opening(poor.slot), [sha])).rejects.toMatchObject({ code });
  });

  test('P36: the certificate of another key is noticed before the signature leaves the process', async () => {
    const mixed = newToken([
      { name: 'p256', id: '01', without: 'certificate' },
      { name: 'brainpoolP256r1', id: '01', without: 'key' },
    ]);
    const card = cardWith(mixed.env);
    await card.open(opening(mixed.slot), [sha]);
    await expect(card.sign(sha, new Uint8Array(32).fill(1))).rejects.toMatchObject({ code: 'card-key-mismatch' });
  });

  test('a token removed after the PIN signs nothing', async () => {
    const lost = newToken([{ name: 'p256', id: '01' }]);
    const card = cardWith(lost.env);
    await card.open(opening(lost.slot), [sha]);
    rmSync(lost.folder, { recursive: true });
    const code = expect.stringMatching(/^card-(removed|failed)$/);
    await expect(card.sign(sha, new Uint8Array(32).fill(1))).rejects.toMatchObject({ code });
  });

  test('a slot without a token and one that is not there are told apart', async () => {
    const card = cardWith(token.env);
    await expect(card.open(opening(987_654), [sha])).rejects.toMatchObject({ code: 'card-slot-unknown' });
  });
});

describe.skipIf(noCompiler)('a module that behaves oddly (skipped without gcc)', () => {
  let odd: string;
  let env: Record<string, string>;
  beforeAll(() => {
    odd = path.join(folder, 'odd-card.so');
    const source = path.join(root, 'test/fixtures/card/odd-card.c');
    const headers = path.join(root, 'node_modules/pkcs11js/includes');
    const words = ['-shared', '-fPIC', '-w', `-I${headers}`, `-I${headers}/pkcs11`, '-o', odd, source];
    expect(spawnSync('gcc', words, { encoding: 'utf8' }).stderr).toBe('');
    const certificate = path.join(folder, 'odd.der');
    writeFileSync(certificate, new X509Certificate(readFileSync(path.join(pki, 'p256.pem'))).raw);
    env = { ODD_CERTIFICATE: certificate };
  });
  const open = (card: Card, pin: string) => card.open(opening(7, { module: odd, pin }), [sha]);

  test.each<[string, string, ErrorCode]>([
    ['no-token', softPin, 'card-missing'],
    ['unknown', softPin, 'card-unknown'],
    ['blocked', softPin, 'card-pin-blocked'],
    ['unset', softPin, 'card-pin-unset'],
    ['expired', softPin, 'card-pin-expired'],
    ['usual', '111111', 'card-pin-wrong'],
    ['few', '111111', 'card-pin-wrong-few-tries'],
    ['last', '111111', 'card-pin-wrong-last-try'],
    ['blocks', '111111', 'card-pin-blocked'],
    ['crash', softPin, 'card-module-crashed'],
  ])('a card that is "%s", PIN %s: %s', async (what, pin, code) => {
    await expect(open(cardWith({ ...env, ODD_CARD: what }), pin)).rejects.toMatchObject({ code });
  });

  test('a key that wants its PIN for every use gets it; what it signs is checked', async () => {
    const card = cardWith({ ...env, ODD_CARD: 'usual' });
    await open(card, softPin);
    await expect(card.sign(sha, new Uint8Array(32))).rejects.toMatchObject({ code: 'card-key-mismatch' });
  });

  test('a card pulled out between PIN and signature', async () => {
    const card = cardWith({ ...env, ODD_CARD: 'removed' });
    await open(card, softPin);
    await expect(card.sign(sha, new Uint8Array(32))).rejects.toMatchObject({ code: 'card-removed' });
  });

  test('a reader without card is listed, a card that is not recognised too', async () => {
    expect(await cardWith({ ...env, ODD_CARD: 'no-token' }).look(odd)).toEqual([
      { slot: 7, reader: 'Odd reader', token: null, problem: null },
    ]);
    expect(await cardWith({ ...env, ODD_CARD: 'unknown' }).look(odd)).toEqual([
      { slot: 7, reader: 'Odd reader', token: null, problem: 'card-unknown' },
    ]);
  });

  test('P34: a module that hangs is ended after its time, and says so from then on', async () => {
    const limits = { ...cardLimitsMs, look: 700, sign: 700 };
    const hanging = cardWith({ ...env, ODD_CARD: 'hang' }, limits);
    const startedAt = performance.now();
    await expect(hanging.look(odd)).rejects.toMatchObject({ code: 'card-module-hangs' });
    expect(performance.now() - startedAt).toBeLessThan(5_000);
    await expect(hanging.look(odd)).rejects.toMatchObject({ code: 'card-module-hangs' });
    const later = cardWith({ ...env, ODD_CARD: 'hang-signing' }, limits);
    await open(later, softPin);
    await expect(later.sign(sha, new Uint8Array(32))).rejects.toMatchObject({ code: 'card-module-hangs' });
  });
});

test('a module that is missing, made for another processor, or no module at all', async () => {
  const foreign = path.join(folder, 'foreign.so');
  const head = Buffer.alloc(64);
  head.write('\x7fELF\x02\x01\x01', 'latin1');
  head.writeUInt16LE(8, 18);
  writeFileSync(foreign, head);
  const text = path.join(folder, 'text.so');
  writeFileSync(text, 'no library');
  const binding = path.join(folder, 'native/pkcs11js/build/Release/pkcs11.node');
  for (const [module, code] of [
    [path.join(folder, 'none.so'), 'card-module-missing'],
    [foreign, 'card-module-wrong-architecture'],
    [text, 'card-module-unfit'],
    [binding, 'card-module-unfit'],
  ] as const) {
    await expect(cardWith({}).look(module)).rejects.toMatchObject({ code });
  }
  expect(isForThisProcessor(binding)).toBe(true);
  expect(isForThisProcessor(binding, process.arch === 'arm64' ? 'x64' : 'arm64')).toBe(false);
});

test('P35: a module is allowed by its path and the digest of its bytes', async () => {
  mkdirSync(path.join(folder, 'allowed'));
  const module = path.join(folder, 'allowed/module.so');
  copyFileSync(processFile, module);
  const sha256 = Buffer.from(hashBytes('sha256', readFileSync(module))).toString('hex');
  await requireAllowedModule({ path: module, sha256 });
  writeFileSync(module, 'changed');
  await expect(requireAllowedModule({ path: module, sha256 })).rejects.toMatchObject({
    code: 'card-module-not-allowed',
  });
  rmSync(module);
  await expect(requireAllowedModule({ path: module, sha256 })).rejects.toMatchObject({ code: 'card-module-missing' });
});
