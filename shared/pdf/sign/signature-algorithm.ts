import { AppError } from '../../errors.ts';
import type { SignatureAlgorithm } from '../pdf-types.ts';
import type { Certificate } from './certificate.ts';
import { der, derInteger, derOid, derSequence, tags } from './der.ts';

type AlgorithmFacts = {
  readonly hash: 'sha256' | 'sha384';
  /** The named curve's OID; null for RSA. */
  readonly curve: string | null;
  /** Bytes of r and of s when they come as r||s; null for RSA. */
  readonly coordinateBytes: 32 | 48 | null;
};

/** Digest and curve of each algorithm: SHA-384 for curves of 384 bits (ETSI TS 119 312 §6, RFC 5753 §8). */
export const algorithmFacts: Readonly<Record<SignatureAlgorithm, AlgorithmFacts>> = {
  'rsa-pkcs1-sha256': { hash: 'sha256', curve: null, coordinateBytes: null },
  'rsa-pss-sha256': { hash: 'sha256', curve: null, coordinateBytes: null },
  'ecdsa-p256-sha256': { hash: 'sha256', curve: '1.2.840.10045.3.1.7', coordinateBytes: 32 },
  'ecdsa-p384-sha384': { hash: 'sha384', curve: '1.3.132.0.34', coordinateBytes: 48 },
  'ecdsa-brainpoolP256r1-sha256': { hash: 'sha256', curve: '1.3.36.3.3.2.8.1.1.7', coordinateBytes: 32 },
  'ecdsa-brainpoolP384r1-sha384': { hash: 'sha384', curve: '1.3.36.3.3.2.8.1.1.11', coordinateBytes: 48 },
};

/**
 * The algorithm for a signer's key: the wanted one if the key can do it, else its own. Throws AppError
 * 'key-algorithm-refused'.
 */
export function chooseAlgorithm(signer: Certificate, wanted?: SignatureAlgorithm): SignatureAlgorithm {
  const possible = possibleAlgorithms(signer);
  const chosen = wanted === undefined ? possible[0] : possible.find((algorithm) => algorithm === wanted);
  if (chosen === undefined) throw new AppError('key-algorithm-refused');
  return chosen;
}

/** What a key can do, the usual first: PKCS#1 v1.5 before PSS, because more readers know it. */
export function possibleAlgorithms({ publicKey }: Certificate): readonly SignatureAlgorithm[] {
  if (publicKey.kind === 'rsa') return publicKey.pssOnly ? ['rsa-pss-sha256'] : ['rsa-pkcs1-sha256', 'rsa-pss-sha256'];
  if (publicKey.kind === 'other') return [];
  const all = Object.entries(algorithmFacts) as [SignatureAlgorithm, AlgorithmFacts][];
  return all.filter(([, { curve }]) => curve === publicKey.curve).map(([algorithm]) => algorithm);
}

const digestOids = { sha256: '2.16.840.1.101.3.4.2.1', sha384: '2.16.840.1.101.3.4.2.2' } as const;
const ecdsaOids = { sha256: '1.2.840.10045.4.3.2', sha384: '1.2.840.10045.4.3.3' } as const;
const derNull = Uint8Array.of(tags.null, 0);

/** The AlgorithmIdentifier of the digest, without parameters (RFC 5754 §2). */
export function digestIdentifier(algorithm: SignatureAlgorithm): Uint8Array {
  return derSequence(derOid(digestOids[algorithmFacts[algorithm].hash]));
}

/**
 * The AlgorithmIdentifier of the signature: sha256WithRSAEncryption with NULL (RFC 5754 §3.2), id-RSASSA-PSS with the
 * digest for MGF1 too and a salt of its length (RFC 4055 §3.1), or ecdsa-with-SHA2 without parameters (RFC 5754 §3.3).
 */
export function signatureIdentifier(algorithm: SignatureAlgorithm): Uint8Array {
  switch (algorithm) {
    case 'rsa-pkcs1-sha256':
      return derSequence(derOid('1.2.840.113549.1.1.11'), derNull);
    case 'rsa-pss-sha256': {
      const sha256 = derSequence(derOid(digestOids.sha256), derNull);
      const mgf1 = derSequence(derOid('1.2.840.113549.1.1.8'), sha256);
      const parameters = derSequence(der(0xa0, sha256), der(0xa1, mgf1), der(0xa2, derInteger(32)));
      return derSequence(derOid('1.2.840.113549.1.1.10'), parameters);
    }
    default:
      return derSequence(derOid(ecdsaOids[algorithmFacts[algorithm].hash]));
  }
}

/** Bytes of the digest that a key signs under this algorithm. */
export function digestBytes(algorithm: SignatureAlgorithm): 32 | 48 {
  return algorithmFacts[algorithm].hash === 'sha256' ? 32 : 48;
}

// DigestInfo ::= SEQUENCE { SEQUENCE { sha256, NULL }, OCTET STRING } as far as the digest.
const sha256Info = [
  0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20,
];

/** What RSA PKCS#1 v1.5 pads and signs: the SHA-256 digest within its DigestInfo (RFC 8017 §9.2). */
export function digestInfo(digest: Uint8Array): Uint8Array {
  return Uint8Array.from([...sha256Info, ...digest]);
}
