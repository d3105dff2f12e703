import { createHmac, timingSafeEqual } from 'node:crypto';
import { AppError } from '../../shared/errors.ts';
import { child, children, type Der, octets, oidText, readDer, tags } from '../../shared/pdf/sign/der.ts';
import { bmpPassword, decryptPbe, derivePkcs12, digestName } from './pkcs12-encryption.ts';

/** What a PKCS#12 file holds, decrypted: PKCS#8 private keys and DER certificates. */
export type Pkcs12Content = {
  readonly privateKeys: readonly Uint8Array[];
  readonly certificates: readonly Uint8Array[];
};

const oid = {
  data: '1.2.840.113549.1.7.1',
  encryptedData: '1.2.840.113549.1.7.6',
  keyBag: '1.2.840.113549.1.12.10.1.1',
  shroudedKeyBag: '1.2.840.113549.1.12.10.1.2',
  certBag: '1.2.840.113549.1.12.10.1.3',
  safeContentsBag: '1.2.840.113549.1.12.10.1.6',
  x509Certificate: '1.2.840.113549.1.9.22.1',
} as const;

/**
 * Reads `PFX ::= SEQUENCE { version, authSafe ContentInfo, macData OPTIONAL }` (RFC 7292 §4). Throws AppError
 * 'key-password-wrong' when the MAC says so, 'certificate-damaged' for broken ASN.1.
 */
export function readPkcs12(bytes: Uint8Array, password: string): Pkcs12Content {
  const pfx = readDer(bytes);
  if (pfx.tag !== tags.sequence) throw new AppError('key-file-damaged');
  const authSafe = child(pfx, 1, tags.sequence);
  if (oidText(child(authSafe, 0)) !== oid.data) throw new AppError('key-file-damaged');
  const safe = octets(child(child(authSafe, 1, 0xa0), 0));
  const mac = children(pfx)[2];
  if (mac !== undefined) requireMac(mac, safe, password);
  const privateKeys: Uint8Array[] = [];
  const certificates: Uint8Array[] = [];
  for (const part of children(readDer(safe))) {
    readBags(safeContents(part, password), password, privateKeys, certificates);
  }
  return { privateKeys, certificates };
}

/** `MacData ::= SEQUENCE { mac DigestInfo, macSalt, iterations DEFAULT 1 }` */
function requireMac(mac: Der, content: Uint8Array, password: string): void {
  const [info, salt, iterations] = children(mac);
  if (info === undefined || salt === undefined) throw new AppError('key-file-damaged');
  const hash = digestName(child(child(info, 0), 0));
  const expected = child(info, 1, tags.octetString).body;
  const rounds = iterations === undefined ? 1 : smallInteger(iterations);
  // An empty password is two zero bytes for some writers and nothing at all for others.
  const candidates = password === '' ? [bmpPassword(''), new Uint8Array(0)] : [bmpPassword(password)];
  const isRight = candidates.some((candidate) => {
    const key = derivePkcs12(hash, candidate, salt.body, rounds, 3, expected.length);
    const actual = createHmac(hash, key).update(content).digest();
    return actual.length === expected.length && timingSafeEqual(actual, expected);
  });
  if (!isRight) throw new AppError('key-password-wrong');
}

function safeContents(part: Der, password: string): Uint8Array {
  const type = oidText(child(part, 0));
  const content = child(child(part, 1, 0xa0), 0);
  if (type === oid.data) return octets(content);
  if (type !== oid.encryptedData) throw new AppError('key-file-damaged');
  // EncryptedData ::= SEQUENCE { version, EncryptedContentInfo { contentType, algorithm, [0] encryptedContent } }
  const [, algorithm, encrypted] = children(child(content, 1, tags.sequence));
  if (algorithm === undefined || encrypted === undefined) throw new AppError('key-file-damaged');
  return decryptPbe(algorithm, octets(encrypted.tag === 0xa0 ? encrypted : { ...encrypted, tag: 0x04 }), password);
}

/** `SafeBag ::= SEQUENCE { bagId, [0] bagValue, attributes OPTIONAL }` */
function readBags(contents: Uint8Array, password: string, privateKeys: Uint8Array[], certificates: Uint8Array[]): void {
  for (const bag of children(readDer(contents))) {
    const value = child(child(bag, 1, 0xa0), 0);
    switch (oidText(child(bag, 0))) {
      case oid.keyBag:
        privateKeys.push(value.raw);
        break;
      case oid.shroudedKeyBag:
        privateKeys.push(decryptPbe(child(value, 0), octets(child(value, 1)), password));
        break;
      case oid.certBag:
        if (oidText(child(value, 0)) === oid.x509Certificate) {
          certificates.push(octets(child(child(value, 1, 0xa0), 0)));
        }
        break;
      case oid.safeContentsBag:
        readBags(value.raw, password, privateKeys, certificates);
        break;
    }
  }
}

/** An INTEGER small enough to be a count. */
export function smallInteger(element: Der): number {
  if (element.tag !== tags.integer || element.body.length > 4) throw new AppError('key-file-damaged');
  return element.body.reduce((sum, byte) => sum * 256 + byte, 0);
}
