import { AppError } from '../../shared/errors.ts';
import { validatePdf } from '../../shared/pdf/api.ts';
import { bytesSource } from '../../shared/pdf/file/byte-source.ts';
import type { PdfVerdict } from '../../shared/pdf/pdf-types.ts';
import { testAnchor, testDigest, testTime } from '../fixtures/pdf/sign-with.ts';
import { evilAnnotation, sneakySignature } from './annotations.ts';
import { archiveAttacks } from './archive.ts';
import type { Attack, AttackClass } from './attack.ts';
import { covers, pretences } from './covers.ts';
import { crafted } from './craft.ts';
import { differentials } from './differentials.ts';
import { disguised, formChanges } from './form-changes.ts';
import { incrementalSaving } from './incremental-saving.ts';
import { ownAnchor } from './keys.ts';
import { pageChanges, resourceSwaps } from './page-changes.ts';
import { shadow } from './shadow.ts';
import { cmsTricks, gapTricks } from './signature-values.ts';
import { signatureWrapping } from './signature-wrapping.ts';
import { universalForgery } from './universal-forgery.ts';

/** All classes of attacks. */
export const attackClasses: readonly AttackClass[] = [
  universalForgery,
  incrementalSaving,
  signatureWrapping,
  shadow,
  evilAnnotation,
  sneakySignature,
  differentials,
  pageChanges,
  resourceSwaps,
  formChanges,
  disguised,
  gapTricks,
  cmsTricks,
  archiveAttacks,
  covers,
  pretences,
];

/** Our verdict on a file of this folder, or the code with which it is refused. */
export function judgeFile(bytes: Uint8Array): PdfVerdict | string {
  try {
    const trust = [testAnchor, ownAnchor];
    return validatePdf({ source: bytesSource(bytes), makeDigest: testDigest, trust, at: testTime });
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}

/** How an attack was noticed (rule P53 of docs/spec/pdf.md), null when it was not. */
export function flagOf(attack: Attack, result: PdfVerdict | string): string | null {
  if (typeof result === 'string') return `refused: ${result}`;
  if (result.verdict === 'none') return 'no signature';
  // What an attacker signs himself says nothing about the attacked signature.
  const names = attack.field === undefined ? ['Signature1', `Hand${crafted.signature}`] : [attack.field];
  const attacked = result.signatures.find(({ field }) => names.includes(field));
  if (attacked === undefined) return 'attacked signature not found';
  if (attacked.changesAfter === 'forbidden') return 'forbidden change';
  if (attacked.verdict !== 'valid') return `${attacked.verdict}: ${attacked.reason}`;
  return attack.flag === 'warned' && result.warnings.length > 0 ? `warning: ${result.warnings[0]!.code}` : null;
}
