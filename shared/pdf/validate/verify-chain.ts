import type { Certificate } from '../sign/certificate.ts';
import { equalBytes } from '../sign/der.ts';
import { verifySigned } from './verify-signed.ts';

const longestChain = 8;
const keyCertSign = 5;
// Certificates that sign each other in every direction would make the search endless.
const mostTries = 60;

/** The path from the signer to an anchor, both included, and why it does not hold: always 'indeterminate' in effect. */
export type ChainResult = {
  readonly path: readonly Certificate[];
  readonly reason: null | 'chain-untrusted' | 'certificate-expired' | 'certificate-not-yet-valid' | 'key-usage';
};

/**
 * Rule 7 without revocation: a path from the signer over `pool` to one of `anchors`, each certificate valid at `at`, each
 * signed by the next, every issuer a CA that may sign certificates within its path length (RFC 5280 §6.1).
 */
export function verifyChain(
  signer: Certificate,
  pool: readonly Certificate[],
  anchors: readonly Certificate[],
  at: Date,
): ChainResult {
  const { keyUsage } = signer;
  if (keyUsage !== null && !keyUsage.has(0) && !keyUsage.has(1)) return { path: [], reason: 'key-usage' };
  const found = findPath([signer], pool, anchors, { left: mostTries });
  if (found === null) return { path: [], reason: 'chain-untrusted' };
  for (const certificate of found) {
    if (at < certificate.notBefore) return { path: found, reason: 'certificate-not-yet-valid' };
    if (at > certificate.notAfter) return { path: found, reason: 'certificate-expired' };
  }
  return { path: found, reason: null };
}

/** Did this CA issue the certificate? `below` counts the intermediate certificates between it and the signer. */
export function isIssuer(issuer: Certificate, subject: Certificate, below = 0): boolean {
  if (!equalBytes(issuer.subject.raw, subject.issuer.raw)) return false;
  if (!issuer.isCa || issuer.criticalUnknown || subject.criticalUnknown) return false;
  if (issuer.keyUsage !== null && !issuer.keyUsage.has(keyCertSign)) return false;
  if (issuer.pathLength !== null && below > issuer.pathLength) return false;
  return verifySigned(issuer.publicKey, subject.tbs, subject.signatureAlgorithm, subject.signature);
}

function findPath(
  path: readonly Certificate[],
  pool: readonly Certificate[],
  anchors: readonly Certificate[],
  tries: { left: number },
): readonly Certificate[] | null {
  const last = path.at(-1)!;
  if (anchors.some((anchor) => equalBytes(anchor.der, last.der))) return path;
  if (path.length >= longestChain) return null;

  for (const issuer of [...anchors, ...pool]) {
    // A trusted list has thousands of names; only the right one costs a signature.
    if (!equalBytes(issuer.subject.raw, last.issuer.raw)) continue;
    if (tries.left-- <= 0) return null;
    if (path.some((known) => equalBytes(known.der, issuer.der)) || !isIssuer(issuer, last, path.length - 1)) continue;
    const found = findPath([...path, issuer], pool, anchors, tries);
    if (found !== null) return found;
  }
  return null;
}
