import { sha256 } from '@noble/hashes/sha2.js';
import { Appender } from '../file/append.ts';
import type { MakeDigest } from '../file/byte-source.ts';
import { formFields } from '../file/form-fields.ts';
import { dict, latin1Bytes, name } from '../file/objects.ts';
import type { PdfFile } from '../file/pdf-file.ts';
import { emptyGap, type Gap, sealGap } from '../sign/byte-range-gap.ts';
import { placeField } from '../sign/signature-field.ts';

/** Room for a token with its authority's certificates; usual ones have 3 to 8 KiB. */
export const timestampReserveBytes = 16_384;

/** A prepared document time-stamp: next the authority stamps `digest`, then `fillGap`. */
export type TimestampSlot = Gap & { readonly digest: Uint8Array; readonly field: string };

/** Appends an empty document time-stamp (ISO 32000-2 §12.8.5, EN 319 142-1 §5.4.3) in an invisible field of its own. */
export function prepareDocumentTimestamp(file: PdfFile, makeDigest: MakeDigest, at: Date): TimestampSlot {
  const { source } = file;
  const update = new Appender(file);
  const field = freeName(file);
  const timestamp = update.add({
    dict: dict({
      Type: name('DocTimeStamp'),
      Filter: name('Adobe.PPKLite'),
      SubFilter: name('ETSI.RFC3161'),
    }),
    verbatim: emptyGap(timestampReserveBytes),
  });
  placeField(update, { name: field, existing: null }, timestamp, { source, makeDigest, chain: [], at }, '');
  const seed = latin1Bytes(`${at.toISOString()} ${field} ${source.size}`);
  const written = update.write(sha256(seed).subarray(0, 16));
  const gap = sealGap(source, makeDigest, written, timestampReserveBytes);
  return { baseSizeBytes: source.size, appended: written.appended, ...gap, field };
}

function freeName(file: PdfFile): string {
  const taken = new Set(formFields(file).map((field) => field.name));
  let count = 1;
  while (taken.has(`Timestamp${count}`)) count++;
  return `Timestamp${count}`;
}
