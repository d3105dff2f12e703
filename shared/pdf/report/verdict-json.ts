import { changeWords } from '../../texts/change-words.ts';
import type { PdfVerdict, SignatureVerdict } from '../pdf-types.ts';
import type { ChangeFact } from '../validate/change-fact.ts';

/** A verdict as programs read it: the contract of `validate --json`, with one English sentence per change and warning. */
export type VerdictJson = {
  readonly verdict: PdfVerdict['verdict'];
  readonly signatures: readonly (Omit<SignatureVerdict, 'changes'> & { readonly changes: readonly string[] })[];
  readonly warnings: readonly string[];
};

/** Puts a verdict into that form. */
export function verdictJson({ verdict, signatures, warnings }: PdfVerdict): VerdictJson {
  return {
    verdict,
    signatures: signatures.map((signature) => ({ ...signature, changes: sentences(signature.changes) })),
    warnings: sentences(warnings),
  };
}

function sentences(facts: readonly ChangeFact[]): readonly string[] {
  return [...new Set(facts.map((fact) => changeWords('en', fact)))];
}
