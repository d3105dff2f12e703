import { type ErrorCode, errorCode } from '../../errors.ts';
import { upgradePdf } from '../api.ts';
import { bytesSource, type MakeDigest } from '../file/byte-source.ts';
import type { SignatureLevel, UpgradeResult } from '../pdf-types.ts';
import { fileCarriesUntil } from './carries-until.ts';
import type { EvidenceMemory } from './evidence-memory.ts';
import type { Online } from './network.ts';

/** A level that a signature is raised to. */
export type RaisedLevel = Exclude<SignatureLevel, 'B-B'>;

/** A signed file and the level it shall reach; `trust` ends chains below their roots, `at` is this moment. */
export type RaiseOrder = {
  readonly bytes: Uint8Array;
  readonly level: RaisedLevel;
  readonly trust: readonly Uint8Array[];
  readonly at: Date;
};

/** The whole raised file and its level, null when nothing was appended; `code` says why it is not the level ordered. */
export type RaisedPdf = {
  readonly bytes: Uint8Array | null;
  readonly level: RaisedLevel | null;
  readonly code: ErrorCode | null;
  /** Of B-LTA: until when its last time-stamp carries it, ISO 8601. */
  readonly carriesUntil: string | null;
};

export type RaiseTools = {
  readonly makeDigest: MakeDigest;
  readonly online: Online;
  readonly memory: EvidenceMemory;
};

/**
 * Raises a file as far as it goes now: without evidence a time-stamp alone already proves when the signature was there, and
 * no later day can bring that back. Throws AppError when nothing can be appended at all.
 */
export async function raisePdf(order: RaiseOrder, tools: RaiseTools): Promise<RaisedPdf> {
  const upgrade = (level: RaisedLevel) => {
    const { bytes, trust, at } = order;
    return upgradePdf({ ...tools, source: bytesSource(bytes), level, at, trust });
  };
  try {
    const { bytes } = appendTo(order.bytes, await upgrade(order.level));
    const until =
      bytes && order.level === 'B-LTA' ? fileCarriesUntil({ source: bytesSource(bytes) }, order.trust) : null;
    return { bytes, level: order.level, code: null, carriesUntil: until?.toISOString() ?? null };
  } catch (error) {
    const code = errorCode(error);
    if (order.level === 'B-T' || !isLackOfEvidence(code)) throw error;
    const stamped = await upgrade('B-T');
    const level = stamped.added.length > 0 ? 'B-T' : null;
    return { ...appendTo(order.bytes, stamped), level, code, carriesUntil: null };
  }
}

function isLackOfEvidence(code: ErrorCode): boolean {
  return code.startsWith('revocation-') || code === 'issuer-missing';
}

function appendTo(bytes: Uint8Array, { baseSizeBytes, appended }: UpgradeResult): Pick<RaisedPdf, 'bytes'> {
  if (appended.length === 0) return { bytes: null };
  const whole = new Uint8Array(baseSizeBytes + appended.length);
  whole.set(bytes.subarray(0, baseSizeBytes));
  whole.set(appended, baseSizeBytes);
  return { bytes: whole };
}
