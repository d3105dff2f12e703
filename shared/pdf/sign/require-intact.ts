import { AppError } from '../../errors.ts';
import type { MakeDigest } from '../file/byte-source.ts';
import type { PdfFile } from '../file/pdf-file.ts';
import { judgeSignatures } from '../validate/judge-signatures.ts';

/**
 * Refuses to build on a broken signature: a new one, or a stamp, would lend it a good name. Costs one reading of the
 * file per signature. Throws AppError 'pdf-signature-broken'.
 */
export function requireIntact(file: PdfFile, makeDigest: MakeDigest, at: Date): void {
  // What only a page shows, without a form, is no signature field: conformance files hold remains of such.
  if (!file.catalog().has('AcroForm')) return;
  const { verdict } = judgeSignatures(file, { makeDigest, trust: [], at });
  if (verdict === 'invalid') throw new AppError('pdf-signature-broken');
}
