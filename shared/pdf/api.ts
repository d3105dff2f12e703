import type { ByteSource } from './file/byte-source.ts';
import type {
  PdfFacts,
  PdfVerdict,
  SignRequest,
  Slot,
  StampRequest,
  StampResult,
  ValidateRequest,
} from './pdf-types.ts';

/**
 * The functions that the pdf worker and the command line call. All are synchronous and throw only AppError. The types
 * are in pdf-types.ts, byte sources in file/byte-source.ts, the kinds of stamps in stamp/stamp-kinds.ts.
 */
export type PdfApi = {
  inspectPdf(source: ByteSource): PdfFacts;
  stampPdf(request: StampRequest): StampResult;
  /** Slot first, then the key signs `slot.toBeSigned`, then finishSignature. */
  prepareSignature(request: SignRequest): Slot;
  /** The bytes to append to the first `slot.baseSizeBytes` of the original. `signature`: RSA raw, ECDSA DER or r||s. */
  finishSignature(slot: Slot, signature: Uint8Array): Uint8Array;
  validatePdf(request: ValidateRequest): PdfVerdict;
};
