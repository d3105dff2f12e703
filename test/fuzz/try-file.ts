import { createHash, createPrivateKey, privateEncrypt } from 'node:crypto';
import { AppError } from '../../shared/errors.ts';
import {
  finishSignature,
  inspectPdf,
  prepareSignature,
  stampPdf,
  upgradePdf,
  validatePdf,
} from '../../shared/pdf/api.ts';
import { bytesSource, type MakeDigest } from '../../shared/pdf/file/byte-source.ts';
import type { Online } from '../../shared/pdf/level/network.ts';
import type { PdfInput } from '../../shared/pdf/pdf-types.ts';
import { digestInfo } from '../../shared/pdf/sign/signature-algorithm.ts';
import type { Tools } from './fuzz-data.ts';
import { attempt, attemptOnline, type Failure } from './outcome.ts';
import type { Random } from './random.ts';

const stampFields = { behoerde: 'Stadt Musterstadt', datum: '2026-11-21T09:14', quelle: 'poststelle' };
// Of the encrypted files (build/fuzz/record-files.mjs); most have an empty user password, which is tried by itself.
const passwords = [null, 'user', 'owner', 'wrong'];
const stampId = '6f2b0f5e-0a7a-4a1e-9d55-0c1a5e3a7f10';

const makeDigest: MakeDigest = (name) => {
  const hash = createHash(name);
  return { update: (bytes) => void hash.update(bytes), digest: () => hash.digest() };
};

const offline: Online = {
  ask: () => Promise.reject(new AppError('server-unreachable')),
  tsaUrl: 'http://tsa.example/',
  makeNonce: () => new Uint8Array(16).fill(7),
};

/** Everything that the product does with a file, on this one. True when it was stamped and signed to the end. */
export async function tryFile(bytes: Buffer, random: Random, tools: Tools, failures: Failure[]): Promise<boolean> {
  const original = Buffer.from(bytes);
  const { trust, at } = tools;
  const password = random.pick(passwords);
  const input: PdfInput = { source: bytesSource(bytes), ...(password === null ? {} : { password }) };
  const facts = attempt('inspect', () => inspectPdf(input.source, input.password), failures);
  const judged = attempt('validate', () => validatePdf({ ...input, makeDigest, trust, at }), failures);
  const stamped = stampIt(input, random, tools, failures);
  const whole = { ...input, source: bytesSource(stamped ?? bytes) };
  const signed = signIt(whole, random, tools, failures, 'value' in judged);
  const level = random.pick(['B-T', 'B-LT', 'B-LTA'] as const);
  const request = { ...input, makeDigest, level, at, online: offline, trust };
  await attemptOnline('upgrade', () => upgradePdf(request), failures);
  if (!bytes.equals(original)) failures.push({ kind: 'output', words: 'the original was changed in memory' });
  if (stamped !== null && 'value' in facts) checkStamped(whole, facts.value.stamps.length, failures);
  return stamped !== null && signed;
}

function stampIt(input: PdfInput, random: Random, { font, at }: Tools, failures: Failure[]): Buffer | null {
  const place = random.once(2) ? {} : { place: { pageIndex: 0, x: random.int(600), y: random.int(800) } };
  const request = { ...input, makeDigest, kind: 'eingang', fields: stampFields, font } as const;
  const done = attempt('stamp', () => stampPdf({ ...request, ...place, id: stampId, at }), failures);
  if ('code' in done) return null;
  return withAppended(input, done.value, failures);
}

/**
 * Signs in full one time in four, since verifying takes most of the time; else with a value of zeros. What could be judged
 * before must call the new signature valid.
 */
function signIt(input: PdfInput, random: Random, tools: Tools, failures: Failure[], isReadable: boolean): boolean {
  const { chain, at, font, trust } = tools;
  const rect = { x: 40, y: 40, width: 180, height: 60 };
  const visible = random.once(3) ? { visible: { pageIndex: 0, rect, font } } : {};
  const request = { ...input, makeDigest, chain, at, reason: 'Prüfung', ...visible };
  const slot = attempt('prepareSignature', () => prepareSignature(request), failures);
  if ('code' in slot) return false;
  const isReal = random.once(4);
  const value = isReal ? signDigest(slot.value.toBeSigned, tools) : new Uint8Array(384);
  const done = attempt('finishSignature', () => finishSignature(slot.value, value), failures);
  if ('code' in done) return false;
  const whole = withAppended(input, { ...slot.value, appended: done.value }, failures);
  if (!isReal || !isReadable) return true;
  const judged = attempt(
    'validate the signed',
    () => validatePdf({ ...input, source: bytesSource(whole), makeDigest, trust, at }),
    failures,
  );
  const own = 'value' in judged ? judged.value.signatures.find(({ field }) => field === slot.value.field) : undefined;
  const said = own === undefined ? ('code' in judged ? judged.code : 'not found') : `${own.verdict} ${own.reason}`;
  if (own?.verdict !== 'valid') failures.push({ kind: 'output', words: `our own signature: ${said}` });
  return true;
}

function signDigest(digest: Uint8Array, { privateKey }: Tools): Uint8Array {
  const key = createPrivateKey({ key: Buffer.from(privateKey), format: 'der', type: 'pkcs8' });
  return privateEncrypt(key, digestInfo(digest));
}

/** The original and what was appended to it: always to all of it. */
function withAppended(
  { source }: PdfInput,
  { baseSizeBytes, appended }: { readonly baseSizeBytes: number; readonly appended: Uint8Array },
  failures: Failure[],
): Buffer {
  if (baseSizeBytes !== source.size) failures.push({ kind: 'output', words: 'prefix differs' });
  return Buffer.concat([source.read(0, baseSizeBytes), appended]);
}

function checkStamped({ source, password }: PdfInput, before: number, failures: Failure[]): void {
  const done = attempt('inspect the stamped', () => inspectPdf(source, password), failures);
  if ('code' in done) failures.push({ kind: 'output', words: `the stamped file is refused: ${done.code}` });
  else if (done.value.stamps.length !== before + 1) failures.push({ kind: 'output', words: 'the stamp is not found' });
}
