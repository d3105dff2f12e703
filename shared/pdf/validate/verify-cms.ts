import type { DigestName } from '../file/byte-source.ts';
import { children, type Der, equalBytes, oidText, tags } from '../sign/der.ts';
import { hashBytes } from '../sign/hash-bytes.ts';
import type { SignedCms } from './read-cms.ts';
import type { Reason } from './reason.ts';
import { hashOf, signatureScheme, verifyDigest } from './verify-value.ts';

const oid = {
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  algorithmProtection: '1.2.840.113549.1.9.52',
} as const;

/** Null when the signature holds; otherwise why not, and whether that proves it wrong or only leaves it open. */
export type CmsResult = { readonly verdict: 'invalid' | 'indeterminate'; readonly reason: Reason } | null;

/**
 * Rule 6: the content's digest, the signed attributes, the certificate they name, and the signature value. `digestContent`
 * digests what was signed; it is asked once.
 */
export function verifyCms(cms: SignedCms, digestContent: (hash: DigestName) => Uint8Array): CmsResult {
  const { signer } = cms;
  if (signer === undefined) return { verdict: 'indeterminate', reason: 'signer-certificate-missing' };
  const contentHash = hashOf(cms.digestAlgorithm);
  const scheme = signatureScheme(cms.signatureAlgorithm, contentHash);
  if (contentHash === undefined || scheme === undefined || signer.publicKey.kind === 'other') {
    return { verdict: 'indeterminate', reason: 'algorithm-unknown' };
  }
  // SHA-1 is not computed over documents: whatever such a signature says, it proves nothing any more.
  if (contentHash === 'sha1') return { verdict: 'indeterminate', reason: 'weak-algorithm' };
  const digest = digestContent(contentHash);
  if (cms.signedAttributes !== undefined) {
    const said = cms.signed.get(oid.messageDigest);
    if (said === undefined || !equalBytes(said.body, digest)) return { verdict: 'invalid', reason: 'digest-mismatch' };
    const type = cms.signed.get(oid.contentType);
    if (type === undefined || oidText(type) !== cms.contentType) return { verdict: 'invalid', reason: 'content-type' };
    if (!namesSigner(cms)) return { verdict: 'invalid', reason: 'certificate-mismatch' };
    if (!protectsAlgorithms(cms)) return { verdict: 'invalid', reason: 'algorithm-mismatch' };
  }
  const signed = cms.signedAttributes === undefined ? digest : hashBytes(scheme.hash, cms.signedAttributes);
  if (!verifyDigest(signer.publicKey, scheme, signed, cms.signature)) {
    return { verdict: 'invalid', reason: 'signature-value-wrong' };
  }
  const { publicKey } = signer;
  const isShort = publicKey.kind === 'rsa' && publicKey.bits < 2000;
  const isWeak = scheme.hash === 'sha1' || isShort;
  return isWeak ? { verdict: 'indeterminate', reason: 'weak-algorithm' } : null;
}

/** The certificate's digest in signingCertificate(V2) (RFC 5035 §3), when the attribute is there. */
function namesSigner(cms: SignedCms): boolean {
  const v2 = cms.signed.get(oid.signingCertificateV2);
  const attribute = v2 ?? cms.signed.get(oid.signingCertificate);
  if (attribute === undefined) return true;
  const [certIds] = children(attribute);
  const [certId] = certIds === undefined ? [] : children(certIds);
  if (certId === undefined) return false;
  const parts = children(certId);
  const algorithm = parts[0]?.tag === tags.sequence ? parts[0] : undefined;
  const hash = v2 === undefined ? 'sha1' : algorithm === undefined ? 'sha256' : hashOf(algorithm);
  const said = parts.find((part) => part.tag === tags.octetString);
  return hash !== undefined && said !== undefined && equalBytes(said.body, hashBytes(hash, cms.signer!.der));
}

/**
 * Where CMSAlgorithmProtection (RFC 6211) is there, it names the very algorithms used; NULL and no parameters are the same.
 * `CMSAlgorithmProtection ::= SEQUENCE { digestAlgorithm, [1] signatureAlgorithm OPTIONAL, [2] macAlgorithm OPTIONAL }`
 */
function protectsAlgorithms(cms: SignedCms): boolean {
  const attribute = cms.signed.get(oid.algorithmProtection);
  if (attribute === undefined) return true;
  const [digest, signature] = children(attribute);
  if (digest === undefined || signature?.tag !== 0xa1) return false;
  return (
    sameAlgorithm(children(digest), children(cms.digestAlgorithm)) &&
    sameAlgorithm(children(signature), children(cms.signatureAlgorithm))
  );
}

function sameAlgorithm(a: readonly Der[], b: readonly Der[]): boolean {
  const lean = (parts: readonly Der[]) => parts.filter((part) => part.tag !== tags.null);
  const [one, other] = [lean(a), lean(b)];
  return one.length === other.length && one.every((part, i) => equalBytes(part.raw, other[i]!.raw));
}
