import { AppError } from '../../errors.ts';
import type { Appender } from '../file/append.ts';
import { signatureFields, unlistedSignatureFields } from '../file/form-fields.ts';
import { dict, name, number, type PdfObject, type PdfRef } from '../file/objects.ts';
import type { PdfFile } from '../file/pdf-file.ts';
import type { CertificationLevel } from '../pdf-types.ts';

/** Only the first signature of a file can certify it (§12.8.2.2.1). Throws AppError 'pdf-certify-too-late'. */
export function requireCertifiable(file: PdfFile): void {
  if (!isCertifiable(file)) throw new AppError('pdf-certify-too-late');
}

/** Has the file neither a signature nor a certification? */
export function isCertifiable(file: PdfFile): boolean {
  const listed = signatureFields(file);
  const isSigned = [...listed, ...unlistedSignatureFields(file, listed)].some((field) => field.dict.has('V'));
  return !isSigned && !file.dict(file.catalog().get('Perms'))?.has('DocMDP');
}

/** The reference by which a signature says what may be changed after it (§12.8.2.2.2, tables 256 and 257). */
export function certificationReference(level: CertificationLevel): PdfObject {
  const parms = dict({ Type: name('TransformParams'), P: number(level), V: name('1.2') });
  return dict({ Type: name('SigRef'), TransformMethod: name('DocMDP'), TransformParams: parms });
}

/** Names the certification in the catalog (§12.8.6), beside what is there. */
export function joinPermissions(update: Appender, signature: PdfRef): void {
  const before = update.file.dict(update.file.catalog().get('Perms')) ?? new Map<string, PdfObject>();
  update.extend(update.file.catalogRef(), { Perms: new Map([...before, ['DocMDP', signature]]) });
}
