import { sign } from 'node:crypto';
import { finishSignature, finishWithTimestamp, prepareSignature, upgradePdf } from '../../shared/pdf/api.ts';
import { bytesSource } from '../../shared/pdf/file/byte-source.ts';
import { latin1Bytes } from '../../shared/pdf/file/objects.ts';
import { timestampReserveBytes } from '../../shared/pdf/level/document-timestamp.ts';
import type { NetworkQuestion, Online } from '../../shared/pdf/level/network.ts';
import type { SignatureLevel, SignRequest } from '../../shared/pdf/pdf-types.ts';
import { child, children, der, derInteger, derOid, derSequence, readDer, tags } from '../../shared/pdf/sign/der.ts';
import { testDigest } from '../fixtures/pdf/sign-with.ts';
import { lasting, listAddress, ownRoot, sha256WithRsa } from './keys.ts';
import { stampDigest } from './make-cms.ts';

/** When the genuine files of higher levels come to be, all before the moment of judging. */
export const moments = {
  signed: new Date('2026-11-19T09:00:00Z'),
  raised: new Date('2026-11-19T10:00:00Z'),
  signedAgain: new Date('2026-11-20T09:00:00Z'),
  raisedAgain: new Date('2026-11-20T10:00:00Z'),
} as const;

/** The network as the product's own raising sees it: a clock and a list of revoked certificates, the same on every run. */
export function authorityAt(at: Date): Online {
  return {
    ask: async (question) => answer(question, at),
    tsaUrl: 'http://zeit.example',
    makeNonce: () => new Uint8Array(16).fill(0x5a),
  };
}

function answer({ kind, url, body }: NetworkQuestion, at: Date): Uint8Array {
  if (kind === 'crl' && url === listAddress) return revokedList(at);
  if (kind !== 'timestamp' || body === null) throw new Error(`nobody asks ${url}`);
  // TimeStampReq { version, messageImprint { algorithm, digest }, nonce, certReq }
  const [, imprint, nonce] = children(readDer(body));
  const token = stampDigest(child(imprint!, 1, tags.octetString).body, generalized(at), nonce!.raw);
  return derSequence(derSequence(derInteger(0)), token);
}

/**
 * `TBSCertList ::= SEQUENCE { version 1, signature, issuer, thisUpdate, nextUpdate, [0] extensions }`: nobody is revoked.
 * `part`: the address of the part of the list that this one is (issuingDistributionPoint).
 */
export function revokedList(at: Date, part?: string): Uint8Array {
  const next = new Date(at.getTime() + 30 * 86_400_000);
  const times = [at, next].map((time) => der(0x18, latin1Bytes(generalized(time))));
  const point = derSequence(der(0xa0, der(0xa0, der(0x86, latin1Bytes(part ?? '')))));
  const issuing = derSequence(derOid('2.5.29.28'), der(0x01, Uint8Array.of(0xff)), der(tags.octetString, point));
  const extensions = part === undefined ? [] : [der(0xa0, derSequence(issuing))];
  const list = derSequence(derInteger(1), sha256WithRsa, ownRoot.certificate.subject.raw, ...times, ...extensions);
  const value = sign('RSA-SHA256', list, ownRoot.key);
  return derSequence(list, sha256WithRsa, der(tags.bitString, Uint8Array.of(0), value));
}

function generalized(at: Date): string {
  return `${at.toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`;
}

/** Signs as {@link lasting}, at level B-B, or at B-T with the time-stamp inside the signature. */
export async function signLasting(
  file: Uint8Array,
  at: Date,
  options: Partial<SignRequest> = {},
  level: 'B-B' | 'B-T' = 'B-B',
): Promise<Buffer> {
  const slot = prepareSignature({
    source: bytesSource(file),
    makeDigest: testDigest,
    chain: [lasting.certificate.der],
    reserveBytes: 8192 + timestampReserveBytes,
    at,
    ...options,
  });
  const value = new Uint8Array(sign('RSA-SHA256', slot.attributes, lasting.key));
  const appended =
    level === 'B-B' ? finishSignature(slot, value) : await finishWithTimestamp(slot, value, authorityAt(at), at);
  return Buffer.concat([file, appended]);
}

/** Raises by the product's own code. */
export async function raised(file: Uint8Array, level: Exclude<SignatureLevel, 'B-B'>, at: Date): Promise<Buffer> {
  const { appended } = await upgradePdf({
    source: bytesSource(file),
    makeDigest: testDigest,
    level,
    at,
    online: authorityAt(at),
    trust: [ownRoot.certificate.der],
  });
  return Buffer.concat([file, appended]);
}
