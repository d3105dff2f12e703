import { createHash, randomBytes } from 'node:crypto';
import { AppError, errorCode } from '../../shared/errors.ts';
import { finishSignature, finishWithTimestamp, prepareSignature, validatePdf } from '../../shared/pdf/api.ts';
import { bytesSource, type MakeDigest } from '../../shared/pdf/file/byte-source.ts';
import { timestampReserveBytes } from '../../shared/pdf/level/document-timestamp.ts';
import type { AskNetwork } from '../../shared/pdf/level/network.ts';
import type { Seal } from './open-seal.ts';

/** Digests by Node. */
const nodeDigest: MakeDigest = (name) => {
  const hash = createHash(name);
  return { update: (bytes) => void hash.update(bytes), digest: () => hash.digest() };
};

/** What is sealed, when, and who stamps the time. */
export interface SealOrder {
  readonly bytes: Uint8Array;
  readonly at: Date;
  readonly reason: string;
  /** The authority's time-stamping service; null: level B-B. */
  readonly tsa: { readonly url: string; readonly ask: AskNetwork } | null;
}

/**
 * The sealed file (PAdES B-T with a time-stamping service, else B-B): the original is its unchanged beginning. The result is
 * judged before anybody gets it. Throws AppError 'seal-unreadable' for what is no PDF, 'seal-key-unusable' when a module
 * does not sign, 'pdf-…', 'tsa-…'.
 */
export async function sealPdf({ key }: Pick<Seal, 'key'>, { bytes, at, reason, tsa }: SealOrder): Promise<Uint8Array> {
  const slot = prepareUnlessUnreadable(() =>
    prepareSignature({
      source: bytesSource(bytes),
      makeDigest: nodeDigest,
      chain: key.chain,
      algorithm: key.algorithm,
      at,
      reason,
      reserveBytes: 8192 + timestampReserveBytes + key.chain.reduce((sum, der) => sum + der.length, 0),
    }),
  );
  const value = await key.signDigest(slot.toBeSigned).catch((cause: unknown) => {
    throw new AppError('seal-key-unusable', { cause });
  });
  const makeNonce = () => randomBytes(16);
  const appended = tsa
    ? await finishWithTimestamp(slot, value, { ask: tsa.ask, tsaUrl: tsa.url, makeNonce }, at)
    : finishSignature(slot, value);
  const sealed = Buffer.concat([bytes, appended]);
  const { signatures } = validatePdf({ source: bytesSource(sealed), makeDigest: nodeDigest, trust: [], at });
  const mine = signatures.find(({ field }) => field === slot.field);
  if (!mine || mine.verdict === 'invalid') throw new AppError('pdf-signature-broken', { cause: mine?.reason });
  return sealed;
}

/** Bytes that do not begin as a PDF are another kind of file, or sealed by their senders against this server. */
function prepareUnlessUnreadable<T>(prepare: () => T): T {
  try {
    return prepare();
  } catch (error) {
    const code = errorCode(error);
    throw code === 'pdf-no-header' || code === 'pdf-empty' ? new AppError('seal-unreadable', { cause: error }) : error;
  }
}
