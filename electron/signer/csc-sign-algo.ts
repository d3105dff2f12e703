import { AppError } from '../../shared/errors.ts';
import type { SignatureAlgorithm } from '../../shared/pdf/pdf-types.ts';
import type { Certificate } from '../../shared/pdf/sign/certificate.ts';
import { child, readDer } from '../../shared/pdf/sign/der.ts';
import { algorithmFacts, possibleAlgorithms, signatureIdentifier } from '../../shared/pdf/sign/signature-algorithm.ts';

const rsaEncryption = '1.2.840.113549.1.1.1';
const ecPublicKey = '1.2.840.10045.2.1';
// A service lists the algorithm of the signature or only that of the key, and wants one of its own list in `signAlgo`.
const names: Readonly<Record<SignatureAlgorithm, readonly string[]>> = {
  'rsa-pkcs1-sha256': ['1.2.840.113549.1.1.11', rsaEncryption],
  'rsa-pss-sha256': ['1.2.840.113549.1.1.10'],
  'ecdsa-p256-sha256': ['1.2.840.10045.4.3.2', ecPublicKey],
  'ecdsa-p384-sha384': ['1.2.840.10045.4.3.3', ecPublicKey],
  'ecdsa-brainpoolP256r1-sha256': ['1.2.840.10045.4.3.2', ecPublicKey],
  'ecdsa-brainpoolP384r1-sha384': ['1.2.840.10045.4.3.3', ecPublicKey],
};
const digestOids = { sha256: '2.16.840.1.101.3.4.2.1', sha384: '2.16.840.1.101.3.4.2.2' } as const;

/** What both the certificate's key and the service can do. Throws AppError 'key-algorithm-refused'. */
export function chooseSignAlgo(
  certificate: Certificate,
  offered: readonly string[],
  wanted?: SignatureAlgorithm,
): { readonly algorithm: SignatureAlgorithm; readonly signAlgo: string } {
  for (const algorithm of possibleAlgorithms(certificate)) {
    const signAlgo = names[algorithm].find((oid) => offered.includes(oid));
    if (signAlgo !== undefined && (wanted === undefined || wanted === algorithm)) return { algorithm, signAlgo };
  }
  throw new AppError('key-algorithm-refused');
}

/** Dotted OID of the digest that is signed. */
export function digestOid(algorithm: SignatureAlgorithm): string {
  return digestOids[algorithmFacts[algorithm].hash];
}

/** `signAlgoParams`: the PSS parameters in DER, base64 (CSC API v2 §11.10); undefined for algorithms without any. */
export function signAlgoParams(algorithm: SignatureAlgorithm): string | undefined {
  if (algorithm !== 'rsa-pss-sha256') return undefined;
  return Buffer.from(child(readDer(signatureIdentifier(algorithm)), 1).raw).toString('base64');
}
