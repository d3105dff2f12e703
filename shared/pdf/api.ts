import { AppError } from '../errors.ts';
import type { ByteSource } from './file/byte-source.ts';
import { readFacts } from './inspect-pdf.ts';
import type {
  PdfFacts,
  PdfVerdict,
  SignRequest,
  Slot,
  StampRequest,
  StampResult,
  ValidateRequest,
} from './pdf-types.ts';
import { fillSlot } from './sign/finish-signature.ts';
import { appendSlot } from './sign/prepare-signature.ts';
import { appendStamp } from './stamp/stamp-pdf.ts';
import { judgePdf } from './validate/judge-pdf.ts';

// The functions that the pdf worker and the command line call. All are synchronous and throw only AppError. The types
// are in pdf-types.ts, byte sources in file/byte-source.ts, the kinds of stamps in stamp/stamp-kinds.ts.

/** Pages, form of the file, signature fields, stamps, and what may be done to it. */
export function inspectPdf(source: ByteSource): PdfFacts {
  return guarded(() => readFacts(source));
}

/** Appends a stamp; the file is `baseSizeBytes` of the source and then `appended`. */
export function stampPdf(request: StampRequest): StampResult {
  return guarded(() => appendStamp(request));
}

/** Prepares a signature: next the key signs `slot.toBeSigned`, then `finishSignature`. */
export function prepareSignature(request: SignRequest): Slot {
  return guarded(() => appendSlot(request));
}

/** The bytes to append to the first `slot.baseSizeBytes` of the original. `signature`: RSA raw, ECDSA DER or r||s. */
export function finishSignature(slot: Slot, signature: Uint8Array): Uint8Array {
  return guarded(() => fillSlot(slot, signature));
}

/** Judges every signature of a file; a damaged signature is a verdict, a damaged file an AppError. */
export function validatePdf(request: ValidateRequest): PdfVerdict {
  return guarded(() => judgePdf(request));
}

/** A stranger's file can break a parser in ways nobody foresaw: that too is a code, with the cause for the log. */
function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof AppError ? error : new AppError('pdf-object-damaged', { cause: error });
  }
}
