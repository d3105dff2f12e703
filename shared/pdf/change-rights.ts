import { AppError, type ErrorCode } from '../errors.ts';
import { mayAnnotate, mayCreateFields, mayFillForms } from './encryption/permissions.ts';
import { formFields, signatureFields } from './file/form-fields.ts';
import { nameOf, numberOf, type PdfDict, textOf } from './file/objects.ts';
import type { PdfFile } from './file/pdf-file.ts';
import type { CertificationLevel } from './pdf-types.ts';

/** What one wants to append. */
export type Change = 'stamp' | 'sign' | 'upgrade';

// Validation data and document time-stamps are open at every level (§12.8.2.2, table 257).
const leastLevel = { stamp: 3, sign: 2, upgrade: 1 } as const;

/** Refuses, before a byte is written, what the file's author or an earlier signer forbade. Throws AppError. */
export function requireChangeAllowed(file: PdfFile, change: Change, fieldName?: string): void {
  const refusal = changeRefusal(file, change, fieldName);
  if (refusal !== null) throw new AppError(refusal);
}

/** The code with which the change would be refused, or null. */
export function changeRefusal(file: PdfFile, change: Change, fieldName?: string): ErrorCode | null {
  if (file.lock !== null) return file.lock;
  const catalog = file.catalog();
  if (catalog.get('NeedsRendering') === true) return 'pdf-xfa-dynamic';
  const level = certificationLevel(file);
  const least = leastLevel[change];
  if (level !== null && level < least) return 'pdf-changes-forbidden';
  if (!isPermitted(file, change, fieldName)) return 'pdf-permission-missing';
  const locked = signatureLockLevel(file);
  if (locked !== null && locked < least) return 'pdf-changes-forbidden';
  return fieldName !== undefined && isFieldLocked(file, fieldName) ? 'pdf-changes-forbidden' : null;
}

/** What the password that opened the file permits (§7.6.4.2); a signature in an existing field fills that in. */
function isPermitted(file: PdfFile, change: Change, fieldName: string | undefined): boolean {
  const { security } = file;
  if (security === null) return true;
  if (change === 'stamp') return mayAnnotate(security);
  const isFilling = change === 'upgrade' || formFields(file).some(({ name }) => name === fieldName);
  return isFilling ? mayFillForms(security) : mayCreateFields(security);
}

/** The strictest /P in the /Lock of a signed field (PDF 2.0, table 236), null without one. */
export function signatureLockLevel(file: PdfFile): CertificationLevel | null {
  const levels = signatureFields(file)
    .filter(({ signature }) => signature !== undefined)
    .map(({ dict }) => numberOf(file.resolve(file.dict(dict.get('Lock'))?.get('P'))))
    .filter((level) => level === 1 || level === 2 || level === 3);
  return levels.length === 0 ? null : (Math.min(...levels) as CertificationLevel);
}

/** Did a signature lock this field by its /Lock or by FieldMDP (§12.8.2.4)? */
export function isFieldLocked(file: PdfFile, fieldName: string): boolean {
  return fieldLocks(file)(fieldName);
}

/** The same for many fields: the form is read once. */
export function fieldLocks(file: PdfFile): (fieldName: string) => boolean {
  const locks = signatureFields(file).flatMap(({ signature, dict }) =>
    signature === undefined ? [] : [file.dict(dict.get('Lock')), transform(file, signature, 'FieldMDP')],
  );
  return (fieldName) => locks.some((lock) => lockNames(file, lock, fieldName));
}

/** The DocMDP level of the certification signature, null without one. */
export function certificationLevel(file: PdfFile): CertificationLevel | null {
  const certification = file.dict(file.dict(file.catalog().get('Perms'))?.get('DocMDP'));
  if (certification === undefined) return null;
  return docMdpLevel(file, certification) ?? 2;
}

/** The DocMDP level that a signature dictionary states, null when it states none. */
export function docMdpLevel(file: PdfFile, signature: PdfDict): CertificationLevel | null {
  const parms = transform(file, signature, 'DocMDP');
  if (parms === undefined) return null;
  const level = numberOf(file.resolve(parms.get('P'))) ?? 2;
  return level === 1 || level === 3 ? level : 2;
}

function transform(file: PdfFile, signature: PdfDict, method: string): PdfDict | undefined {
  for (const item of file.array(signature.get('Reference')) ?? []) {
    const reference = file.dict(item);
    if (nameOf(file.resolve(reference?.get('TransformMethod'))) !== method) continue;
    return file.dict(reference?.get('TransformParams')) ?? new Map();
  }
  return undefined;
}

/** Does a lock (table 236) or FieldMDP cover the field? */
function lockNames(file: PdfFile, lock: PdfDict | undefined, fieldName: string): boolean {
  const action = nameOf(file.resolve(lock?.get('Action')));
  const named = (file.array(lock?.get('Fields')) ?? []).some((item) => {
    const name = textOf(file.resolve(item));
    return name !== undefined && (fieldName === name || fieldName.startsWith(`${name}.`));
  });
  return action === 'All' || (action === 'Include' && named) || (action === 'Exclude' && !named);
}
