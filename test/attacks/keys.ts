import { createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { readPkcs12 } from '../../electron/signer/read-pkcs12.ts';
import { latin1Bytes } from '../../shared/pdf/file/objects.ts';
import { type Certificate, readCertificate } from '../../shared/pdf/sign/certificate.ts';
import { der, derInteger, derOid, derSequence, derSetOf, tags } from '../../shared/pdf/sign/der.ts';
import { pkiFile } from '../fixtures/pdf/sign-with.ts';

/** A key with the certificate that goes with it. All keys are RSA, whose PKCS#1 signatures are the same on every run. */
export type Signer = { readonly key: KeyObject; readonly certificate: Certificate };

/** The AlgorithmIdentifier of all keys of this folder. */
export const sha256WithRsa: Uint8Array = derSequence(derOid('1.2.840.113549.1.1.11'), Uint8Array.of(tags.null, 0));
const serials = { authority: 9, clock: 5, member: 7, person: 6 } as const;

/** The person whose signature the attacks misuse, certified by the test authority. */
export const victim: Signer = fromFile('rsa');

/** Where the certificates below {@link ownRoot} say that its list of revoked ones can be had. */
export const listAddress = 'http://sperrliste.example/wurzel.crl';

// DistributionPoint { [0] { [0] fullName { [6] URI } } } (RFC 5280 §4.2.1.13)
const listPoint = derSequence(der(0xa0, der(0xa0, der(0x86, latin1Bytes(listAddress)))));

/** An authority of this folder's own, made on the spot: the test authority's key is not kept. */
export const ownRoot: Signer = selfMade('Wurzel der Angriffe', 'brandt', null, 'authority');

/** A time-stamp authority under {@link ownRoot}. */
export const clock: Signer = selfMade('Zeitstempel der Angriffe', 'brandt', ownRoot, 'clock');

/** A person under {@link ownRoot} whose signatures can be raised, because there is a list of revoked certificates. */
export const lasting: Signer = selfMade('Erika Dauerhaft', 'rsa', ownRoot, 'member');

/** A stranger who calls himself like the victim and whom nobody vouches for. */
export const impostor: Signer = selfMade('Erika Müller', 'rsa2048', null, 'person');

/** What the judgements of this folder trust beside the test authority. */
export const ownAnchor: Uint8Array = ownRoot.certificate.der;

function fromFile(name: string): Signer {
  const key = keyOf(name);
  const modulus = Buffer.from(key.export({ format: 'jwk' }).n ?? '', 'base64url');
  const certificate = readPkcs12(pkiFile(`${name}.p12`), 'test')
    .certificates.map(readCertificate)
    .find(({ publicKey }) => publicKey.kind === 'rsa' && modulus.equals(publicKey.modulus));
  return { key, certificate: certificate! };
}

function keyOf(name: string): KeyObject {
  const [pkcs8] = readPkcs12(pkiFile(`${name}.p12`), 'test').privateKeys;
  return createPrivateKey({ key: Buffer.from(pkcs8!), format: 'der', type: 'pkcs8' });
}

/** `TBSCertificate ::= SEQUENCE { [0] version, serial, signature, issuer, validity, subject, keyInfo, [3] extensions }` */
function selfMade(
  name: string,
  keyFile: string,
  issuer: Signer | null,
  role: 'authority' | 'clock' | 'member' | 'person',
): Signer {
  const key = keyOf(keyFile);
  const subject = distinguishedName(name);
  const keyInfo = new Uint8Array(createPublicKey(key).export({ format: 'der', type: 'spki' }));
  const isAuthority = role === 'authority';
  const extensions = [
    extension('2.5.29.19', derSequence(...(isAuthority ? [der(0x01, Uint8Array.of(0xff))] : []))),
    extension('2.5.29.15', der(tags.bitString, Uint8Array.of(isAuthority ? 1 : 6, isAuthority ? 0x06 : 0xc0))),
    ...(role === 'clock' ? [extension('2.5.29.37', derSequence(derOid('1.3.6.1.5.5.7.3.8')))] : []),
    ...(issuer === null ? [] : [extension('2.5.29.31', derSequence(listPoint))]),
  ];
  const tbs = derSequence(
    der(0xa0, derInteger(2)),
    derInteger(serials[role]),
    sha256WithRsa,
    issuer?.certificate.subject.raw ?? subject,
    derSequence(der(0x18, latin1Bytes('20200101000000Z')), der(0x18, latin1Bytes('20991231235959Z'))),
    subject,
    keyInfo,
    der(0xa3, derSequence(...extensions)),
  );
  const value = sign('RSA-SHA256', tbs, issuer?.key ?? key);
  const whole = derSequence(tbs, sha256WithRsa, der(tags.bitString, Uint8Array.of(0), value));
  return { key, certificate: readCertificate(whole) };
}

function extension(oid: string, value: Uint8Array): Uint8Array {
  return derSequence(derOid(oid), der(0x01, Uint8Array.of(0xff)), der(tags.octetString, value));
}

function distinguishedName(name: string): Uint8Array {
  return derSequence(derSetOf(derSequence(derOid('2.5.4.3'), der(0x0c, Buffer.from(name, 'utf8')))));
}
