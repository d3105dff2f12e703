import { periodAt } from '../../trust/qualify.ts';
import type { TrustEntry, TrustService } from '../../trust/trust-list.ts';
import type { ValidateRequest } from '../pdf-types.ts';
import { type Certificate, readCertificate } from '../sign/certificate.ts';
import { equalBytes } from '../sign/der.ts';

/** Certificates that end chains: those ever trusted, and those trusted at a moment. */
export type Anchors = {
  readonly all: readonly Certificate[];
  readonly at: (moment: Date) => readonly Certificate[];
};

// Services whose certificates end the chains of signers, and of time-stamps.
const signerServices: readonly TrustService[] = ['CA/QC', 'CA/PKC', 'own-ca'];
const timestampServices: readonly TrustService[] = ['TSA/QTST', 'TSA', 'own-tsa'];

/**
 * The anchors of a request. One that the trusted list knows as such a service counts only while it was granted; one that
 * the list does not know always counts. Throws AppError 'certificate-damaged'.
 */
export function trustedAnchors({
  trust,
  timestampTrust,
  entries = [],
}: Pick<ValidateRequest, 'trust' | 'timestampTrust' | 'entries'>): {
  readonly anchors: Anchors;
  readonly timestampAnchors: Anchors;
} {
  const anchors = anchorsOf(trust, entries, signerServices);
  const isSame = timestampTrust === undefined;
  return { anchors, timestampAnchors: isSame ? anchors : anchorsOf(timestampTrust, entries, timestampServices) };
}

function anchorsOf(
  trusted: readonly Uint8Array[],
  entries: readonly TrustEntry[],
  services: readonly TrustService[],
): Anchors {
  const listed = new Map<string, TrustEntry[]>();
  for (const entry of entries) {
    if (!services.includes(entry.service)) continue;
    const key = bucket(entry.certificate);
    listed.set(key, [...(listed.get(key) ?? []), entry]);
  }
  const known = trusted.map((der) => ({
    anchor: read(der),
    entries: listed.get(bucket(der))?.filter(({ certificate }) => equalBytes(certificate, der)) ?? [],
  }));
  return {
    all: known.map(({ anchor }) => anchor),
    at: (moment) =>
      known
        .filter((one) => one.entries.length === 0 || one.entries.some((entry) => periodAt(entry, moment)?.granted))
        .map(({ anchor }) => anchor),
  };
}

// A trusted list has thousands of certificates and is the same for every file: what is the same array is read once.
const certificates = new WeakMap<Uint8Array, Certificate>();
const buckets = new WeakMap<Uint8Array, string>();

function read(der: Uint8Array): Certificate {
  const known = certificates.get(der) ?? readCertificate(der);
  certificates.set(der, known);
  return known;
}

/** Serial number and issuer begin here: few certificates share it. */
function bucket(der: Uint8Array): string {
  const known = buckets.get(der) ?? `${der.length} ${der.subarray(0, 64).join()}`;
  buckets.set(der, known);
  return known;
}
