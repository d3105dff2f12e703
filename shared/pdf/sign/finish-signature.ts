import { sha256 } from '@noble/hashes/sha2.js';
import type { Slot } from '../pdf-types.ts';
import { fillGap } from './byte-range-gap.ts';
import { readCertificate } from './certificate.ts';
import { signatureTimestampAttribute, signatureValue, signedData } from './cms.ts';

/**
 * The bytes to append once the key has signed `slot.toBeSigned`. The slot stays as it was, so that a failed attempt can
 * be repeated. `timestamp` is a token over `signatureImprint` (level B-T). Throws AppError 'signature-too-large'.
 */
export function fillSlot(slot: Slot, signature: Uint8Array, timestamp?: Uint8Array): Uint8Array {
  const signer = readCertificate(slot.chain[0]!);
  const unsigned = timestamp === undefined ? [] : [signatureTimestampAttribute(timestamp)];
  return fillGap(slot, signedData(slot.attributes, signature, slot.algorithm, signer, slot.chain, unsigned));
}

/** The SHA-256 of the signature value as the CMS will hold it: what a signature time-stamp is about. */
export function signatureImprint(slot: Slot, signature: Uint8Array): Uint8Array {
  return sha256(signatureValue(slot.algorithm, signature));
}
