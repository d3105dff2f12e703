import { AppError } from '../../errors.ts';
import { signatureFields } from '../file/form-fields.ts';
import type { PdfFile } from '../file/pdf-file.ts';
import { isQualifiedCertificate } from '../sign/qualified.ts';
import type { StampKind } from './stamp-kind.ts';

/**
 * What the kind itself forbids: signed files, and an electronic Beglaubigungsvermerk that no qualified signature follows
 * (§ 33 (5) VwVfG). Throws AppError 'stamp-only-unsigned', 'stamp-needs-qualified-signature'.
 */
export function requireStampAllowed(file: PdfFile, kind: StampKind, signer: Uint8Array | undefined): void {
  if (!kind.onSigned && isSigned(file)) throw new AppError('stamp-only-unsigned');
  if (kind.nature !== 'beglaubigung-elektronisch') return;
  if (signer === undefined || !isQualifiedCertificate(signer)) throw new AppError('stamp-needs-qualified-signature');
}

/** Whether any field bears a signature. */
export function isSigned(file: PdfFile): boolean {
  return signatureFields(file).some(({ signature }) => signature !== undefined);
}
