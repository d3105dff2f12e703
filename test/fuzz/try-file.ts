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
import { digestInfo } from '../../shared/pdf/sign/signature-algorithm.ts';
import type { Tools } from './fuzz-data.ts';
import { attempt, attemptOnline, type Failure } from './outcome.ts';
import type { Random } from './random.ts';

const stampFields = { behoerde: 'Stadt Musterstadt', datum: '2026-11-21T09:14', quelle: 'poststelle' };
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
  const source = bytesSource(bytes);
  const { trust, at } = tools;
  const facts = attempt('inspect', () => inspectPdf(source), failures);
  const judged = attempt('validate', () => validatePdf({ source, makeDigest, trust, at }), failures);
  const stamped = stampIt(bytes, random, tools, failures);
  const signed = signIt(stamped ?? bytes, random, tools, failures, 'value' in judged);
  const level = random.pick(['B-T', 'B-LT', 'B-LTA'] as const);
  const request = { source, makeDigest, level, at, online: offline, trust };
  await attemptOnline('upgrade', () => upgradePdf(request), failures);
  if (!bytes.equals(original)) failures.push({ kind: 'output', words: 'the original was changed in memory' });
  if (stamped !== null && 'value' in facts) checkStamped(stamped, facts.value.stamps.length, failures);
  return stamped !== null && signed;
}

function stampIt(bytes: Buffer, random: Random, { font, at }: Tools, failures: Failure[]): Buffer | null {
  const place = random.once(2) ? {} : { place: { pageIndex: 0, x: random.int(600), y: random.int(800) } };
  const request = { source: bytesSource(bytes), makeDigest, kind: 'eingang', fields: stampFields, font } as const;
  const done = attempt('stamp', () => stampPdf({ ...request, ...place, id: stampId, at }), failures);
  if ('code' in done) return null;
  if (done.value.baseSizeBytes !== bytes.length) failures.push({ kind: 'output', words: 'stamp: prefix differs' });
  return Buffer.concat([bytes.subarray(0, done.value.baseSizeBytes), done.value.appended]);
}

/**
 * Signs in full one time in four, since verifying takes most of the time; else with a value of zeros. What could be judged
 * before must call the new signature valid.
 */
function signIt(bytes: Buffer, random: Random, tools: Tools, failures: Failure[], isReadable: boolean): boolean {
  const { chain, at, font, trust } = tools;
  const rect = { x: 40, y: 40, width: 180, height: 60 };
  const visible = random.once(3) ? { visible: { pageIndex: 0, rect, font } } : {};
  const request = { source: bytesSource(bytes), makeDigest, chain, at, reason: 'Prüfung', ...visible };
  const slot = attempt('prepareSignature', () => prepareSignature(request), failures);
  if ('code' in slot) return false;
  const isReal = random.once(4);
  const value = isReal ? signDigest(slot.value.toBeSigned, tools) : new Uint8Array(384);
  const done = attempt('finishSignature', () => finishSignature(slot.value, value), failures);
  if ('code' in done) return false;
  if (slot.value.baseSizeBytes !== bytes.length) failures.push({ kind: 'output', words: 'sign: prefix differs' });
  if (!isReal || !isReadable) return true;
  const whole = Buffer.concat([bytes.subarray(0, slot.value.baseSizeBytes), done.value]);
  const judged = attempt(
    'validate the signed',
    () => validatePdf({ source: bytesSource(whole), makeDigest, trust, at }),
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

function checkStamped(stamped: Buffer, before: number, failures: Failure[]): void {
  const done = attempt('inspect the stamped', () => inspectPdf(bytesSource(stamped)), failures);
  if ('code' in done) failures.push({ kind: 'output', words: `the stamped file is refused: ${done.code}` });
  else if (done.value.stamps.length !== before + 1) failures.push({ kind: 'output', words: 'the stamp is not found' });
}
