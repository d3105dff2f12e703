import { type ErrorCode, errorCode } from '../../errors.ts';
import { upgradePdf } from '../api.ts';
import { type ByteSource, joinSource, type MakeDigest } from '../file/byte-source.ts';
import type { SignatureLevel, UpgradeResult } from '../pdf-types.ts';
import { fileCarriesUntil } from './carries-until.ts';
import type { EvidenceMemory } from './evidence-memory.ts';
import type { Online } from './network.ts';

/** A level that a signature is raised to. */
export type RaisedLevel = Exclude<SignatureLevel, 'B-B'>;

/** A signed file and the level it shall reach; `trust` ends chains below their roots, `at` is this moment. */
export type RaiseOrder = {
  readonly source: ByteSource;
  readonly level: RaisedLevel;
  readonly trust: readonly Uint8Array[];
  readonly at: Date;
};

/** What comes behind the file and the level it has then, null when nothing does; `code` says why it is not the level ordered. */
export type RaisedPdf = {
  readonly appended: Uint8Array | null;
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
    const { source, trust, at } = order;
    return upgradePdf({ ...tools, source, level, at, trust });
  };
  try {
    const appended = orNull(await upgrade(order.level));
    const isArchived = appended !== null && order.level === 'B-LTA';
    const whole = isArchived ? { source: joinSource(order.source, appended) } : null;
    const until = whole && fileCarriesUntil(whole, order.trust);
    return { appended, level: order.level, code: null, carriesUntil: until?.toISOString() ?? null };
  } catch (error) {
    const code = errorCode(error);
    if (order.level === 'B-T' || !isLackOfEvidence(code)) throw error;
    const stamped = await upgrade('B-T');
    const level = stamped.added.length > 0 ? 'B-T' : null;
    return { appended: orNull(stamped), level, code, carriesUntil: null };
  }
}

function isLackOfEvidence(code: ErrorCode): boolean {
  return code.startsWith('revocation-') || code === 'issuer-missing';
}

function orNull({ appended }: UpgradeResult): Uint8Array | null {
  return appended.length === 0 ? null : appended;
}
