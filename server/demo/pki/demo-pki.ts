import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { readCertificate } from '../../../shared/pdf/sign/certificate.ts';
import {
  children,
  der,
  derInteger,
  derOid,
  derSequence,
  derSetOf,
  derUnsigned,
  readDer,
  tags,
} from '../../../shared/pdf/sign/der.ts';
import { nameOf, signatureAlgorithm, signed, timeOf, writeCertificate } from './write-certificate.ts';

/**
 * An authority for demonstrations and measurements alone: its keys are made at the start and live in memory, nobody outside
 * trusts it, and its names say what it is.
 */
export interface DemoPki {
  /** The root certificate, DER. */
  readonly root: Uint8Array;
  /** An empty CRL of the root, DER. */
  crl(): Uint8Array;
  /** The answer to a time-stamp request (RFC 3161), DER. Throws AppError 'certificate-damaged' for nonsense. */
  stampTime(question: Uint8Array): Uint8Array;
  /** A certificate for signing, DER. */
  issue(commonName: string, publicKey: KeyObject): Uint8Array;
}

const dayMs = 86_400_000;
const oids = {
  sha256: '2.16.840.1.101.3.4.2.1',
  signedData: '1.2.840.113549.1.7.2',
  tstInfo: '1.2.840.113549.1.9.16.1.4',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  // A policy for tests (RFC 7229 §2).
  policy: '1.3.6.1.5.5.7.13.1',
} as const;

/** Makes the authority; certificates name `crlUrl`. */
export function makeDemoPki({ crlUrl, now }: { readonly crlUrl: string; readonly now: () => Date }): DemoPki {
  const made = now();
  const period = { notBefore: new Date(made.getTime() - dayMs), notAfter: new Date(made.getTime() + 3_650 * dayMs) };
  const newKey = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const rootKey = newKey();
  const tsaKey = newKey();
  const issuer = { name: nameOf('Vorführ-Wurzel (ohne Rechtswirkung)'), key: rootKey.privateKey };
  const certify = (subject: Uint8Array, publicKey: KeyObject, purpose: 'authority' | 'person' | 'timestamps') =>
    writeCertificate({
      subject,
      publicKey,
      issuer,
      purpose,
      ...period,
      crlUrl: purpose === 'authority' ? null : crlUrl,
    });
  const tsa = certify(nameOf('Vorführ-Zeitstempel (ohne Rechtswirkung)'), tsaKey.publicKey, 'timestamps');
  return {
    root: certify(issuer.name, rootKey.publicKey, 'authority'),
    issue: (commonName, publicKey) => certify(nameOf(commonName), publicKey, 'person'),
    crl: () => {
      const next = new Date(now().getTime() + 7 * dayMs);
      return signed(
        derSequence(derInteger(1), signatureAlgorithm, issuer.name, timeOf(now()), timeOf(next)),
        rootKey.privateKey,
      );
    },
    stampTime: (question) => {
      // TimeStampResp ::= SEQUENCE { PKIStatusInfo { granted }, timeStampToken }
      const token = signStatement(statement(question, now()), { key: tsaKey.privateKey, certificate: tsa });
      return derSequence(derSequence(derInteger(0)), token);
    },
  };
}

/**
 * `TSTInfo ::= SEQUENCE { version 1, policy, messageImprint, serialNumber, genTime, nonce OPTIONAL }` for a
 * `TimeStampReq ::= SEQUENCE { version, messageImprint, reqPolicy OPTIONAL, nonce OPTIONAL, certReq DEFAULT FALSE }`.
 */
function statement(question: Uint8Array, at: Date): Uint8Array {
  const [version, imprint, ...rest] = children(readDer(question));
  if (version === undefined || imprint === undefined) throw new Error('no time-stamp request');
  const nonce = rest.find((part) => part.tag === tags.integer);
  const time = at.toISOString().replace(/[-:T]|\.\d+/g, '');
  return derSequence(
    derInteger(1),
    derOid(oids.policy),
    imprint.raw,
    derUnsigned(new Uint8Array(randomBytes(8))),
    der(0x18, new TextEncoder().encode(time)),
    ...(nonce === undefined ? [] : [nonce.raw]),
  );
}

/** `ContentInfo { signedData, SignedData { version 3, … } }` around the statement (RFC 5652 §5.1, RFC 3161 §2.4.2). */
function signStatement(
  content: Uint8Array,
  { key, certificate }: { readonly key: KeyObject; readonly certificate: Uint8Array },
): Uint8Array {
  const digestAlgorithm = derSequence(derOid(oids.sha256));
  const { issuer, serial } = readCertificate(certificate);
  const certId = derSequence(der(tags.octetString, sha256(certificate)));
  const attributes = derSetOf(
    attribute(oids.contentType, derOid(oids.tstInfo)),
    attribute(oids.messageDigest, der(tags.octetString, sha256(content))),
    attribute(oids.signingCertificateV2, derSequence(derSequence(certId))),
  );
  const implicit = attributes.slice();
  implicit[0] = 0xa0;
  const signer = derSequence(
    derInteger(1),
    derSequence(issuer.raw, serial.raw),
    digestAlgorithm,
    implicit,
    signatureAlgorithm,
    der(tags.octetString, new Uint8Array(sign('sha256', attributes, key))),
  );
  const data = derSequence(
    derInteger(3),
    derSetOf(digestAlgorithm),
    derSequence(derOid(oids.tstInfo), der(0xa0, der(tags.octetString, content))),
    der(0xa0, certificate),
    derSetOf(signer),
  );
  return derSequence(derOid(oids.signedData), der(0xa0, data));
}

function attribute(type: string, value: Uint8Array): Uint8Array {
  return derSequence(derOid(type), derSetOf(value));
}

function sha256(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(createHash('sha256').update(bytes).digest());
}
