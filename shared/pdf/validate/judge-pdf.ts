import { AppError } from '../../errors.ts';
import { PdfFile } from '../file/pdf-file.ts';
import type { PdfVerdict, ValidateRequest } from '../pdf-types.ts';
import type { ChangeFact } from './change-fact.ts';
import { walkLayout } from './file-layout.ts';
import { textCovers } from './hidden-text.ts';
import { judgeSignatures } from './judge-signatures.ts';

/**
 * Judges every signature of a file and looks for what could hide or replace the signed text while all signatures stay
 * genuine. Throws AppError for a file that cannot be read at all.
 */
export function judgePdf(request: ValidateRequest): PdfVerdict {
  const file = new PdfFile(request.source, request.password);
  const judged = judgeSignatures(file, request);
  if (judged.verdict === 'none') return judged;
  return { ...judged, warnings: eachOnce([...judged.warnings, ...preparations(file.revision(file.source.size))]) };
}

/** Several signatures may warn of the same. */
function eachOnce(facts: readonly ChangeFact[]): readonly ChangeFact[] {
  return [...new Map(facts.map((fact) => [JSON.stringify(fact), fact])).values()];
}

function preparations(file: PdfFile): ChangeFact[] {
  try {
    const kinds = new Set(walkLayout(file, 0).map(({ kind }) => kind));
    const hidden: ChangeFact[] = kinds.has('unlisted-object') ? [{ code: 'unlisted-objects' }] : [];
    const double: ChangeFact[] = kinds.has('double-key') ? [{ code: 'double-keys' }] : [];
    return [...hidden, ...double, ...textCovers(file)];
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return [{ code: 'unsearchable' }];
  }
}
