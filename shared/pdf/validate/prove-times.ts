import type { Certificate } from '../sign/certificate.ts';
import { equalBytes } from '../sign/der.ts';
import type { Anchors } from './anchors.ts';
import type { Judged } from './judged.ts';
import type { SignedCms } from './read-cms.ts';
import type { Store } from './read-store.ts';
import type { Reason } from './reason.ts';
import { pathRevocation, type Revocation } from './revocation.ts';
import { verifyChain } from './verify-chain.ts';
import type { ReadTimestamp } from './verify-timestamp.ts';

/** Whom to trust, what the file brings along, and the moment of validation. */
export type TrustedStore = {
  readonly anchors: Anchors;
  readonly timestampAnchors: Anchors;
  readonly store: Store;
  readonly at: Date;
};

/** Trust in one certificate at a moment: null is full trust. */
export type Trust = {
  readonly reason: Reason | null;
  readonly revocation: Revocation;
  /** From the certificate to its anchor; empty without one. */
  readonly path: readonly Certificate[];
};

/** As much of a judged signature as the time depends on. */
export type Provable = Pick<Judged, 'coverage' | 'integrity' | 'cms' | 'timestamp' | 'isDocumentTimestamp' | 'changes'>;

/** When a signature is proven to have existed, and the trust in the time-stamp that it is or that it carries. */
export type Proof = { readonly time: Date | null; readonly own: Trust | null };

/**
 * The proven time of each signature: the earliest trusted time-stamp that covers it. From the newest to the oldest,
 * because each time-stamp needs its authority to be trusted only at the time that the one after it proves
 * (EN 319 102-1 §5.6).
 */
export function proveTimes<S extends Provable>(judged: readonly S[], trusted: TrustedStore): ReadonlyMap<S, Proof> {
  const out = new Map<S, Proof>();
  const newestFirst = [...judged].sort((a, b) => (b.coverage?.end ?? 0) - (a.coverage?.end ?? 0));
  let covering: Date | null = null;
  for (const one of newestFirst) {
    const { timestamp } = one;
    const own: Trust | null =
      timestamp === null ? null : trustTimestamp(timestamp, one.cms, trusted, covering ?? trusted.at);
    const isOwnGood: boolean =
      own?.reason === null && timestamp?.verdict === 'valid' && one.integrity.verdict === 'valid';
    const time: Date | null = isOwnGood ? earlier(covering, timestamp!.time) : covering;
    out.set(one, { time, own });
    if (one.isDocumentTimestamp && one.changes.forbidden.length === 0) covering = time;
  }
  return out;
}

/** The chain of a signer at a moment, and its revocation by the embedded evidence. */
export function trustSigner(cms: SignedCms | null, trusted: TrustedStore, at: Date): Trust | null {
  return cms?.signer === undefined ? null : trustAt(cms.signer, cms.certificates, trusted.anchors, trusted.store, at);
}

function trustTimestamp(
  { cms }: ReadTimestamp,
  around: SignedCms | null,
  { timestampAnchors, store }: TrustedStore,
  at: Date,
): Trust | null {
  const brought = [...cms.certificates, ...(around?.certificates ?? [])];
  return cms.signer === undefined ? null : trustAt(cms.signer, brought, timestampAnchors, store, at);
}

function trustAt(
  signer: Certificate,
  brought: readonly Certificate[],
  anchors: Anchors,
  store: Store,
  at: Date,
): Trust {
  const pool = [...brought, ...store.certificates];
  const { path, reason } = trustedChain(signer, pool, anchors, at);
  // Without trust the evidence still tells which form the signature has.
  const roots = pool.filter((one) => equalBytes(one.subject.raw, one.issuer.raw));
  const known = path.length > 0 ? path : verifyChain(signer, pool, roots, at).path;
  const revocation = pathRevocation(known, store.evidence, at);
  return { reason: reason ?? (revocation.status === 'revoked' ? 'certificate-revoked' : null), revocation, path };
}

/** A service that the trusted list once granted, but not then, is said apart from one that nobody knows. */
function trustedChain(
  signer: Certificate,
  pool: readonly Certificate[],
  anchors: Anchors,
  at: Date,
): { readonly path: readonly Certificate[]; readonly reason: Reason | null } {
  const granted = anchors.at(at);
  const chain = verifyChain(signer, pool, granted, at);
  if (chain.reason !== 'chain-untrusted' || granted.length === anchors.all.length) return chain;
  const isListed = verifyChain(signer, pool, anchors.all, at).reason !== 'chain-untrusted';
  return isListed ? { path: [], reason: 'trust-service-not-granted' } : chain;
}

function earlier(a: Date | null, b: Date): Date {
  return a !== null && a < b ? a : b;
}
