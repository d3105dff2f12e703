import { createHash, sign } from 'node:crypto';
import { latin1Bytes } from '../../shared/pdf/file/objects.ts';
import { der, derInteger, derOid, derSequence, derSetOf, tags } from '../../shared/pdf/sign/der.ts';
import { clock, type Signer, victim } from './keys.ts';

type Hash = 'sha256' | 'sha1' | 'md5';

/** What shall be wrong with a CMS; nothing given makes a genuine one. */
export type CmsWish = {
  readonly signer?: Signer;
  readonly hash?: Hash;
  /** Digested instead of what the /ByteRange covers. */
  readonly digested?: Uint8Array;
  readonly attributes?: 'none' | 'without-digest' | 'without-certificate';
  /** Whose digest signing-certificate-v2 holds. */
  readonly named?: Signer;
  /** Certificates to enclose; the signer's alone when absent. */
  readonly enclosed?: readonly Signer[];
  /** Further signers in the same SignedData. */
  readonly others?: readonly Signer[];
  /** Content to enclose, although the signature is called detached. */
  readonly attached?: Uint8Array;
  readonly contentType?: string;
  /** Changes the finished signature value. */
  readonly spoil?: (value: Uint8Array) => Uint8Array;
};

const oid = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  tstInfo: '1.2.840.113549.1.9.16.1.4',
} as const;
const hashOids = { sha256: '2.16.840.1.101.3.4.2.1', sha1: '1.3.14.3.2.26', md5: '1.2.840.113549.2.5' } as const;
const rsaOids = { sha256: '1.2.840.113549.1.1.11', sha1: '1.2.840.113549.1.1.5', md5: '1.2.840.113549.1.1.4' } as const;
const derNull = Uint8Array.of(tags.null, 0);

/** A SignedData (RFC 5652 §5.1) over the covered bytes, with what is wished. */
export function makeCms(covered: Uint8Array, wish: CmsWish = {}): Uint8Array {
  const signer = wish.signer ?? victim;
  const enclosed = wish.enclosed ?? [signer];
  const type = wish.contentType ?? oid.data;
  const content = wish.attached === undefined ? [] : [der(0xa0, der(tags.octetString, wish.attached))];
  const hash = derSequence(derOid(hashOids[wish.hash ?? 'sha256']));
  const infos = [signer, ...(wish.others ?? [])].map((one) => signerInfo(covered, one, wish, type));
  const data = derSequence(
    derInteger(wish.contentType === undefined ? 1 : 3),
    derSetOf(hash),
    derSequence(derOid(type), ...content),
    der(0xa0, ...enclosed.map(({ certificate }) => certificate.der)),
    derSetOf(...infos),
  );
  return derSequence(derOid(oid.signedData), der(0xa0, data));
}

/** A time-stamp token of {@link clock} over the covered bytes. */
export function makeTimestamp(covered: Uint8Array, time = '20261121091500Z'): Uint8Array {
  return stampDigest(createHash('sha256').update(covered).digest(), time);
}

/** A time-stamp token (RFC 3161 §2.4.2) over a SHA-256 digest; `nonce` is the INTEGER to repeat. */
export function stampDigest(imprint: Uint8Array, time: string, nonce?: Uint8Array): Uint8Array {
  const info = derSequence(
    derInteger(1),
    derOid('1.2.3.4'),
    derSequence(derSequence(derOid(hashOids.sha256)), der(tags.octetString, imprint)),
    derInteger(7),
    der(0x18, latin1Bytes(time)),
    ...(nonce === undefined ? [] : [nonce]),
  );
  return makeCms(info, { signer: clock, attached: info, contentType: oid.tstInfo });
}

function signerInfo(covered: Uint8Array, signer: Signer, wish: CmsWish, type: string): Uint8Array {
  const hash = wish.hash ?? 'sha256';
  const digest = createHash(hash)
    .update(wish.digested ?? covered)
    .digest();
  const named = createHash('sha256')
    .update((wish.named ?? signer).certificate.der)
    .digest();
  const attributes = derSetOf(
    attribute(oid.contentType, derOid(type)),
    ...(wish.attributes === 'without-digest' ? [] : [attribute(oid.messageDigest, der(tags.octetString, digest))]),
    ...(wish.attributes === 'without-certificate'
      ? []
      : [attribute(oid.signingCertificateV2, derSequence(derSequence(derSequence(der(tags.octetString, named)))))]),
  );
  const signed = wish.attributes === 'none' ? (wish.digested ?? covered) : attributes;
  const value = new Uint8Array(sign(`RSA-${hash.toUpperCase()}`, signed, signer.key));
  const implicit = attributes.slice();
  implicit[0] = 0xa0;
  const { issuer, serial } = signer.certificate;
  return derSequence(
    derInteger(1),
    derSequence(issuer.raw, serial.raw),
    derSequence(derOid(hashOids[hash])),
    ...(wish.attributes === 'none' ? [] : [implicit]),
    derSequence(derOid(rsaOids[hash]), derNull),
    der(tags.octetString, wish.spoil?.(value) ?? value),
  );
}

function attribute(type: string, value: Uint8Array): Uint8Array {
  return derSequence(derOid(type), derSetOf(value));
}
