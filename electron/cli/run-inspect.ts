import { inspectPdf } from '../../shared/pdf/api.ts';
import { openFileSource } from './file-source.ts';
import type { Outcome } from './report.ts';

/** Describes one file. */
export function runInspect(file: string): Outcome {
  const source = openFileSource(file);
  try {
    const facts = inspectPdf(source);
    const words = [
      `${file}: PDF ${facts.version}, ${facts.pages.length} page(s), ${facts.revisions} revision(s), xref ${facts.xref}`,
      ...(facts.encrypted ? ['  encrypted'] : []),
      ...(facts.certified === null ? [] : [`  certified, level ${facts.certified}`]),
      ...facts.signatureFields.map(({ name, signed }) => `  signature field ${name}: ${signed ? 'signed' : 'empty'}`),
      ...facts.stamps.map(({ pageIndex, text }) => `  stamp on page ${pageIndex + 1}: ${text}`),
    ];
    return { good: true, json: { file, ...facts }, words };
  } finally {
    source.close();
  }
}
