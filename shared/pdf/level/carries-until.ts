import { PdfFile } from '../file/pdf-file.ts';
import type { PdfInput } from '../pdf-types.ts';
import { type Certificate, readCertificate } from '../sign/certificate.ts';
import type { SignedCms } from '../validate/read-cms.ts';
import { readStore } from '../validate/read-store.ts';
import { verifyChain } from '../validate/verify-chain.ts';
import { hashOf, signatureScheme } from '../validate/verify-value.ts';
import { algorithmEnd } from './algorithm-dates.ts';
import { readSigners } from './read-signers.ts';

/**
 * Until when a time-stamp carries what it covers: its authority's certificates last, and its algorithms are trusted
 * (EN 319 142-1 §5.5). `path` runs from its signer to the anchor; without one the signer alone counts.
 */
export function carriesUntil(cms: SignedCms, path: readonly Certificate[]): Date | null {
  const { signer } = cms;
  const scheme = signatureScheme(cms.signatureAlgorithm, hashOf(cms.digestAlgorithm));
  if (signer === undefined || scheme === undefined) return null;
  const ends = [signer, ...path].map(({ notAfter }) => notAfter.getTime());
  return new Date(Math.min(...ends, algorithmEnd(signer.publicKey, scheme).getTime()));
}

/** The same for the last document time-stamp of a file; null without one. `trust`: certificates (DER) that end chains. */
export function fileCarriesUntil(input: PdfInput, trust: readonly Uint8Array[]): Date | null {
  const file = new PdfFile(input.source, input.password);
  const last = readSigners(file).findLast(({ isTimestamp }) => isTimestamp);
  const [cms] = last?.parts ?? [];
  if (last?.ownTime == null || cms?.signer === undefined) return null;
  const pool = [...cms.certificates, ...readStore(file).certificates];
  const { path } = verifyChain(cms.signer, pool, trust.map(readCertificate), last.ownTime);
  return carriesUntil(cms, path);
}
