import type { PublicKey } from '../sign/certificate.ts';
import type { SignatureScheme } from '../validate/verify-value.ts';

/**
 * Until when a time-stamp by such a key or digest is taken to prove anything (BSI TR-02102-1, SOG-IS agreed mechanisms).
 * These are data: a new edition changes dates here and nothing else.
 */
const dates: readonly {
  readonly until: string;
  readonly concerns: (key: PublicKey, scheme: SignatureScheme) => boolean;
}[] = [
  { until: '2010-12-31T23:59:59Z', concerns: (_key, { hash }) => hash === 'sha1' },
  { until: '2025-12-31T23:59:59Z', concerns: (key) => key.kind === 'rsa' && key.bits < 3000 },
  // Signatures by RSA and elliptic curves alone, without a mechanism that withstands quantum computers.
  { until: '2035-12-31T23:59:59Z', concerns: () => true },
];

/** The moment at which the first of these ends. */
export function algorithmEnd(key: PublicKey, scheme: SignatureScheme): Date {
  return new Date(
    Math.min(...dates.filter(({ concerns }) => concerns(key, scheme)).map(({ until }) => Date.parse(until))),
  );
}
