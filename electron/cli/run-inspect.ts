import { inspectPdf } from '../../shared/pdf/api.ts';
import type { PdfFacts } from '../../shared/pdf/pdf-types.ts';
import type { CommandContext } from './command-context.ts';
import { openFileSource } from './file-source.ts';
import type { InspectCommand } from './parse-command-line.ts';
import { pdfPassword } from './pdf-password.ts';
import type { Outcome } from './report.ts';

/** Describes one file. */
export function runInspect(command: InspectCommand, file: string, context: CommandContext): Outcome {
  const source = openFileSource(file);
  try {
    const facts = inspectPdf(source, pdfPassword(command, context).password);
    const words = [
      `${file}: PDF ${facts.version}, ${facts.pages.length} page(s), ${facts.revisions} revision(s), xref ${facts.xref}`,
      ...(facts.encrypted ? [`  encrypted, ${lockWords(facts.openedBy)}`] : []),
      ...(facts.certified === null ? [] : [`  certified, level ${facts.certified}`]),
      ...facts.signatureFields.map(({ name, signed }) => `  signature field ${name}: ${signed ? 'signed' : 'empty'}`),
      ...facts.stamps.map(({ pageIndex, text }) => `  stamp on page ${pageIndex + 1}: ${text}`),
    ];
    return { good: true, json: { file, ...facts }, words };
  } finally {
    source.close();
  }
}

function lockWords(openedBy: PdfFacts['openedBy']): string {
  return openedBy === null ? 'locked' : `opened with the ${openedBy}'s password`;
}
