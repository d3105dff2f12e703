import type { DigestName } from '../file/byte-source.ts';
import type { Certificate } from '../sign/certificate.ts';
import { readDer } from '../sign/der.ts';
import { hashBytes } from '../sign/hash-bytes.ts';
import type { SignedCms } from './read-cms.ts';
import { type CmsResult, verifyCms } from './verify-cms.ts';

const data = '1.2.840.113549.1.7.1';
const signingCertificates = ['1.2.840.113549.1.9.16.2.47', '1.2.840.113549.1.9.16.2.12'];
// serverAuth, timeStamping, OCSPSigning: a certificate for nothing else signs no documents (RFC 5280 §4.2.1.12).
const otherPurposes = new Set(['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.8', '1.3.6.1.5.5.7.3.9']);

/** A signature as it lies in a PDF: the CMS, the whole /Contents it was read from, and whether it claims to be PAdES. */
export type DetachedSignature = { readonly cms: SignedCms; readonly contents: Uint8Array; readonly isPades: boolean };

/**
 * What a signature over a PDF must be beyond a good CMS (EN 319 142-1 §4, ISO 32000-2 §12.8.3.3): detached, over plain data,
 * nothing but zeros behind it, in PAdES with the certificate named among signed attributes, by a certificate for signing.
 */
export function verifyDetached(
  signature: DetachedSignature,
  digestContent: (hash: DigestName) => Uint8Array,
): CmsResult {
  const wrong = verifyCms(signature.cms, digestContent);
  if (wrong !== null) return wrong;
  if (signature.cms.content !== undefined) return { verdict: 'invalid', reason: 'content-attached' };
  return verifyForm(signature);
}

/** The same for a signature that encloses what it signs. */
export function verifyEnclosing(signature: DetachedSignature, content: Uint8Array): CmsResult {
  return verifyCms(signature.cms, (hash) => hashBytes(hash, content)) ?? verifyForm(signature);
}

function verifyForm({ cms, contents, isPades }: DetachedSignature): CmsResult {
  if (cms.contentType !== data) return { verdict: 'invalid', reason: 'content-type' };
  // The older format allows a bare value. No mix-up is possible: a PDF never begins like signed attributes in DER.
  const isNamed = signingCertificates.some((attribute) => cms.signed.has(attribute));
  if (isPades && !isNamed) return { verdict: 'indeterminate', reason: 'attributes-missing' };
  const isPadded = contents.subarray(readDer(contents).raw.length).every((byte) => byte === 0);
  if (!isPadded) return { verdict: 'indeterminate', reason: 'contents-padding' };
  const isForOthers = cms.signer !== undefined && isMadeForOthers(cms.signer);
  return isForOthers ? { verdict: 'indeterminate', reason: 'key-usage' } : null;
}

function isMadeForOthers({ extendedKeyUsage }: Certificate): boolean {
  return extendedKeyUsage?.every((purpose) => otherPurposes.has(purpose)) ?? false;
}
