import { AppError } from '../errors.ts';
import type { Schreiben } from '../schreiben/schreiben.ts';
import { type LaufzettelRequest, makeLaufzettel } from './compose/laufzettel.ts';
import { type Reopened, reopenSchreiben } from './compose/reopen-schreiben.ts';
import { makeSchreiben, type SchreibenFonts, unknownSigns } from './compose/schreiben-sheet.ts';
import type { ByteSource } from './file/byte-source.ts';
import { PdfFile } from './file/pdf-file.ts';
import { readFacts } from './inspect-pdf.ts';
import { fetchTimestamp } from './level/fetch-timestamp.ts';
import type { Online } from './level/network.ts';
import { appendLevel } from './level/upgrade-pdf.ts';
import type {
  PdfFacts,
  PdfInput,
  PdfVerdict,
  SignRequest,
  Slot,
  StampRequest,
  StampResult,
  UpgradeRequest,
  UpgradeResult,
  ValidateRequest,
} from './pdf-types.ts';
import { requireVerified } from './sign/check-finished.ts';
import { fillSlot, signatureImprint } from './sign/finish-signature.ts';
import { type FreePlace, freePlaces } from './sign/free-places.ts';
import { appendSlot } from './sign/prepare-signature.ts';
import { appendStamp } from './stamp/stamp-pdf.ts';
import { judgePdf } from './validate/judge-pdf.ts';

// The functions that the pdf worker and the command line call. All throw only AppError, and
// only those that need the network are asynchronous. The types
// are in pdf-types.ts, byte sources in file/byte-source.ts, the kinds of stamps in stamp/stamp-kinds.ts.

/** Pages, form of the file, signature fields, stamps, and what may be done to it. */
export function inspectPdf(source: ByteSource, password?: string): PdfFacts {
  return guarded(() => readFacts({ source, ...(password === undefined ? {} : { password }) }));
}

/** Names the encryption of a file: equal for all its revisions, which one password opens; null for a file without. */
export function encryptionOf(source: ByteSource): string | null {
  return guarded(() => new PdfFile(source).encryption?.fingerprint ?? null);
}

/** Appends a stamp; the file is `baseSizeBytes` of the source and then `appended`. */
export function stampPdf(request: StampRequest): StampResult {
  return guarded(() => appendStamp(request));
}

/** A separate sheet that names and hashes a document and bears the stamp it must not bear itself. */
export function composeLaufzettel(request: LaufzettelRequest): ReturnType<typeof makeLaufzettel> {
  return guarded(() => makeLaufzettel(request));
}

/** A Schreiben as a file; throws AppError 'schreiben-open-place', 'schreiben-sign-unknown', 'schreiben-too-long'. */
export function composeSchreiben(schreiben: Schreiben, fonts: SchreibenFonts): Uint8Array {
  return guarded(() => makeSchreiben(schreiben, fonts));
}

/** The characters of a Schreiben that cannot be shown, each once. */
export function signsUnknown(schreiben: Schreiben, fonts: SchreibenFonts): readonly string[] {
  return guarded(() => unknownSigns(schreiben, fonts));
}

/** The source of a file that was written here, and whether the page says the same; null where it has none. */
export function readSchreiben(source: ByteSource, fonts: SchreibenFonts): Reopened | null {
  return guarded(() => reopenSchreiben(source, fonts));
}

/** Where a visible signature would cover nothing, at the corners of the first and the last page. */
export function findFreePlaces({ source, password }: PdfInput): readonly FreePlace[] {
  return guarded(() => freePlaces(new PdfFile(source, password)));
}

/** Prepares a signature: next the key signs `slot.toBeSigned`, then `finishSignature`. */
export function prepareSignature(request: SignRequest): Slot {
  return guarded(() => appendSlot(request));
}

/** The bytes to append to the first `slot.baseSizeBytes` of the original. `signature`: RSA raw, ECDSA DER or r||s. */
export function finishSignature(slot: Slot, signature: Uint8Array): Uint8Array {
  return guarded(() => fillSlot(slot, signature));
}

/** Refuses a finished signature that does not verify over what was prepared ('pdf-signature-broken'). */
export function requireGoodSignature(slot: Slot, appended: Uint8Array): void {
  guarded(() => requireVerified(slot, appended));
}

/**
 * Like `finishSignature`, with a signature time-stamp from the network inside (level B-T). The slot needs room for it:
 * `reserveBytes` of the request at least 20 KiB.
 */
export async function finishWithTimestamp(
  slot: Slot,
  signature: Uint8Array,
  online: Online,
  at: Date,
): Promise<Uint8Array> {
  const token = await fetchTimestamp(
    online,
    guarded(() => signatureImprint(slot, signature)),
    at,
  );
  return guarded(() => fillSlot(slot, signature, token));
}

/** Raises every signature to a level by appending; the network is asked through `request.online`. */
export async function upgradePdf(request: UpgradeRequest): Promise<UpgradeResult> {
  try {
    return await appendLevel(request);
  } catch (error) {
    throw asAppError(error);
  }
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
    throw asAppError(error);
  }
}

function asAppError(error: unknown): AppError {
  return error instanceof AppError ? error : new AppError('pdf-object-damaged', { cause: error });
}
