import { AppError } from '../../errors.ts';
import { latin1Bytes } from '../file/objects.ts';
import { hex } from '../file/serialize.ts';
import type { Slot } from '../pdf-types.ts';
import { readCertificate } from './certificate.ts';
import { signedData } from './cms.ts';

/**
 * The bytes to append once the key has signed `slot.toBeSigned`. The slot stays as it was, so that a failed attempt can
 * be repeated. Throws AppError 'signature-too-large'.
 */
export function fillSlot(slot: Slot, signature: Uint8Array): Uint8Array {
  const signer = readCertificate(slot.chain[0]!);
  const cms = signedData(slot.attributes, signature, slot.algorithm, signer, slot.chain);
  const roomBytes = (slot.gapEnd - slot.gapStart - 2) / 2;
  if (cms.length > roomBytes) throw new AppError('signature-too-large');
  const filled = slot.appended.slice();
  filled.set(latin1Bytes(hex(cms)), slot.gapStart + 1 - slot.baseSizeBytes);
  return filled;
}
