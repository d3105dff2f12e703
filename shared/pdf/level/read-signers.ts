import { sha1 } from '@noble/hashes/legacy.js';
import { signatureFields } from '../file/form-fields.ts';
import { isType, nameOf, numberOf } from '../file/objects.ts';
import type { PdfFile } from '../file/pdf-file.ts';
import { hex } from '../file/serialize.ts';
import { readCms, type SignedCms } from '../validate/read-cms.ts';
import { readTimestamp } from '../validate/verify-timestamp.ts';

/** One signature or document time-stamp of a file: what its validation data must answer for. */
export type SignerInFile = {
  /** The key of its VRI entry: upper-case hexadecimal SHA-1 of /Contents (ISO 32000-2 table 262). */
  readonly vriKey: string;
  readonly isTimestamp: boolean;
  /** Its own CMS, then the time-stamp inside it. */
  readonly parts: readonly SignedCms[];
  /** The time that its own time-stamp states, null without one. */
  readonly ownTime: Date | null;
  /** Where its revision ends, in bytes. */
  readonly end: number;
};

const signatureTimestamp = '1.2.840.113549.1.9.16.2.14';
const detached = new Set(['ETSI.CAdES.detached', 'adbe.pkcs7.detached']);

/** The signed fields in the order of their revisions; formats that nobody here knows are left alone. */
export function readSigners(file: PdfFile): SignerInFile[] {
  return signatureFields(file)
    .flatMap(({ signature }): SignerInFile[] => {
      const contents = signature?.get('Contents');
      if (signature === undefined || !isType(contents, 'string')) return [];
      const [, , gapEnd, rest] = (file.array(signature.get('ByteRange')) ?? []).map((item) =>
        numberOf(file.resolve(item)),
      );
      const end = (gapEnd ?? 0) + (rest ?? 0);
      const common = { vriKey: hex(sha1(contents.bytes)).toUpperCase(), end };
      const format = nameOf(file.resolve(signature.get('SubFilter'))) ?? '';
      if (format === 'ETSI.RFC3161') {
        const { cms, time } = timestampOf(contents.bytes);
        return [{ ...common, isTimestamp: true, parts: [cms], ownTime: time }];
      }
      if (!detached.has(format)) return [];
      const cms = readCms(contents.bytes);
      const token = cms.unsigned.get(signatureTimestamp);
      const timestamp = token === undefined ? null : timestampOf(token.raw);
      const parts = timestamp === null ? [cms] : [cms, timestamp.cms];
      return [{ ...common, isTimestamp: false, parts, ownTime: timestamp?.time ?? null }];
    })
    .sort((a, b) => a.end - b.end);
}

/** Only who stamped and which time it states: the file's own validation has checked the rest. */
function timestampOf(token: Uint8Array): { readonly cms: SignedCms; readonly time: Date } {
  const { cms, time } = readTimestamp(token, () => new Uint8Array(0));
  return { cms, time };
}
