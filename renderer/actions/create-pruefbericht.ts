import { AppError } from '../../shared/errors.ts';
import type { Language } from '../../shared/texts/translate.ts';
import type { VersionZeile } from '../replica-api/dokument-rows.ts';
import { command } from '../replica-client.ts';
import { lendPdf } from './lend-pdf.ts';

/** Which Version of which Dokument is reported on, and the words of the report. */
export interface ReportTask {
  readonly dokument: string;
  readonly titel: string;
  readonly version: VersionZeile;
  /** Title of the new Dokument, and text of the Vermerk at the old one. */
  readonly newTitel: string;
  readonly vermerk: string;
  readonly language: Language;
}

/** Validates a Version once more and files the report on it beside it; answers the new Dokument. */
export async function createPruefbericht(task: ReportTask, at = new Date()): Promise<{ readonly dokument: string }> {
  const { dokument, titel, version, language } = task;
  const access = { version: version.id, action: 'validate', purpose: 'Prüfbericht erstellen', format: 'best' } as const;
  const trust = await command('readTrust', {});
  const pdf = await lendPdf(access);
  try {
    const { verdict } = await pdf.check(trust, at);
    if (verdict.signatures.length === 0) throw new AppError('pdf-not-signed');
    const about = {
      titel,
      dateiname: version.dateiname,
      fassung: version.nummer,
      sizeBytes: pdf.sizeBytes,
      sha: pdf.sha,
    };
    const report = await pdf.report({ ...about, verdict, at: at.toISOString(), listAsOf: trust.asOf, language });
    return await command('addPruefbericht', {
      zu: dokument,
      version: version.id,
      titel: task.newTitel,
      dateiname: `Prüfbericht ${version.dateiname}`.slice(0, 255),
      bytes: report,
      text: task.vermerk,
    });
  } finally {
    pdf.close();
  }
}
