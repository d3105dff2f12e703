import type { SignatureField } from '../file/form-fields.ts';
import { isType, latin1Text, numberOf } from '../file/objects.ts';
import type { PdfFile } from '../file/pdf-file.ts';
import type { Reason } from './reason.ts';

/** The parts of the file that a signature covers: `[0, gapStart)` and `[gapEnd, end)`. */
export type Coverage = { readonly gapStart: number; readonly gapEnd: number; readonly end: number };

/** A coverage that keeps the rules, or the reason why not. */
export type CoverageResult = Coverage | { readonly reason: Reason };

/**
 * Rule 1: four numbers from 0, a gap that is exactly the /Contents of the dictionary reached through the cross-reference,
 * and an end where a revision ends. Rule 3: that revision, read from its own bytes only, holds the same signature.
 */
export function readCoverage(file: PdfFile, field: SignatureField): CoverageResult {
  const { signature, signatureRef } = field;
  if (signature === undefined || signatureRef === undefined) return { reason: 'signature-not-indirect' };
  const numbers = (file.array(signature.get('ByteRange')) ?? []).map((item) => numberOf(file.resolve(item)) ?? -1);
  const [start, gapStart = -1, gapEnd = -1, rest = -1] = numbers;
  const isOrdered = start === 0 && gapStart > 0 && gapEnd > gapStart && rest > 0;
  if (numbers.length !== 4 || !isOrdered || !numbers.every(Number.isSafeInteger))
    return { reason: 'byte-range-malformed' };
  const end = gapEnd + rest;
  if (end > file.source.size) return { reason: 'byte-range-beyond-end' };
  const span = file.valueSpan(signatureRef, 'Contents');
  if (span === undefined || span[0] !== gapStart || span[1] !== gapEnd) return { reason: 'byte-range-gap' };
  // White space between the digits would be room that nobody digests.
  const gap = latin1Text(file.source.read(gapStart, gapEnd - gapStart));
  if (!/^<[0-9A-Fa-f]*>$/.test(gap)) return { reason: 'byte-range-gap' };
  const tail = latin1Text(file.source.read(Math.max(0, end - 16), Math.min(16, end)));
  if (!/%%EOF\s*$/.test(tail)) return { reason: 'byte-range-not-at-revision-end' };
  return { gapStart, gapEnd, end };
}

/** The signed revision by itself, or the reason why it is not the one the whole file builds on. */
export function readRevision(file: PdfFile, field: SignatureField, end: number): PdfFile | { readonly reason: Reason } {
  const revision = file.revision(end);
  const isAncestor = file.xref.sections.some(({ offset }) => offset === revision.xref.startxref);
  if (!isAncestor) return { reason: 'revision-bypassed' };
  const value = revision.dict(field.ref)?.get('V');
  const isSame = isType(value, 'ref') && value.num === field.signatureRef?.num && value.gen === field.signatureRef.gen;
  return isSame ? revision : { reason: 'signature-not-in-its-revision' };
}
