import { createHmac, generateKeyPairSync, randomBytes } from 'node:crypto';
import { bmpPassword, derivePkcs12 } from '../../electron/signer/pkcs12-encryption.ts';
import { der, derInteger, derOid, derSequence, derUnsigned, tags } from '../../shared/pdf/sign/der.ts';
import { nameOf, writeCertificate } from '../demo/pki/write-certificate.ts';

/** Whom signatures made in practice name. */
export const practiceSigner = 'Übung, kein echtes Zertifikat';

const DAY_MS = 86_400_000;
const VALID_DAYS = 31;
const ROUNDS = 2_048;
const oids = {
  data: '1.2.840.113549.1.7.1',
  keyBag: '1.2.840.113549.1.12.10.1.1',
  certBag: '1.2.840.113549.1.12.10.1.3',
  x509Certificate: '1.2.840.113549.1.9.22.1',
  sha256: '2.16.840.1.101.3.4.2.1',
} as const;

/**
 * A key of its own with a certificate that it issued to itself, as a PKCS#12 file (RFC 7292). Nobody trusts it. Only its MAC needs the
 * password: there is nothing to protect.
 */
export function makePracticeKey(password: string, now: Date): Uint8Array {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = nameOf(practiceSigner);
  const certificate = writeCertificate({
    subject: name,
    publicKey,
    issuer: { name, key: privateKey },
    purpose: 'person',
    crlUrl: null,
    notBefore: new Date(now.getTime() - DAY_MS),
    notAfter: new Date(now.getTime() + VALID_DAYS * DAY_MS),
  });
  const key = new Uint8Array(privateKey.export({ type: 'pkcs8', format: 'der' }));
  const bags = derSequence(
    derSequence(derOid(oids.keyBag), der(0xa0, key)),
    derSequence(
      derOid(oids.certBag),
      der(0xa0, derSequence(derOid(oids.x509Certificate), der(0xa0, der(tags.octetString, certificate)))),
    ),
  );
  const content = derSequence(dataOf(bags));
  return derSequence(derInteger(3), dataOf(content), macOf(content, password));
}

/** `ContentInfo ::= SEQUENCE { contentType, [0] content }` */
function dataOf(bytes: Uint8Array): Uint8Array {
  return derSequence(derOid(oids.data), der(0xa0, der(tags.octetString, bytes)));
}

/** `MacData ::= SEQUENCE { mac DigestInfo, macSalt, iterations }` */
function macOf(content: Uint8Array, password: string): Uint8Array {
  const salt = new Uint8Array(randomBytes(16));
  const key = derivePkcs12('sha256', bmpPassword(password), salt, ROUNDS, 3, 32);
  const digest = new Uint8Array(createHmac('sha256', key).update(content).digest());
  const info = derSequence(
    derSequence(derOid(oids.sha256), der(tags.null, new Uint8Array())),
    der(tags.octetString, digest),
  );
  return derSequence(info, der(tags.octetString, salt), derUnsigned(Uint8Array.of(ROUNDS >> 8, ROUNDS & 255)));
}
