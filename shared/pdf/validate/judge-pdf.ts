import { AppError } from '../../errors.ts';
import { PdfFile } from '../file/pdf-file.ts';
import type { PdfVerdict, ValidateRequest } from '../pdf-types.ts';
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
  return { ...judged, warnings: [...new Set([...judged.warnings, ...preparations(file.revision(file.source.size))])] };
}

function preparations(file: PdfFile): string[] {
  try {
    const kinds = new Set(walkLayout(file, 0).map(({ kind }) => kind));
    const hidden = kinds.has('unlisted-object') ? ['the file holds objects that its table does not list'] : [];
    const double = kinds.has('double-key') ? ['an object holds a key twice, programs may read it differently'] : [];
    return [...hidden, ...double, ...textCovers(file)];
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return ['the file could not be searched for hidden text'];
  }
}
