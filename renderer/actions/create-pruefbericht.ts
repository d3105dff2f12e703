import { withoutEnding } from '../../shared/accepted-endings.ts';
import { AppError } from '../../shared/errors.ts';
import type { Language } from '../../shared/texts/translate.ts';
import { writeReport } from '../pdf-client.ts';
import type { VersionZeile } from '../replica-api/dokument-rows.ts';
import { command } from '../replica-client.ts';
import { checkVersion } from './check-version.ts';

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
  const { asOf } = await command('readTrust', {});
  const { verdict, beside, sha, sizeBytes } = await checkVersion(version, 'Prüfbericht erstellen', at);
  if (verdict.signatures.length + (beside?.signatures.length ?? 0) === 0) throw new AppError('pdf-not-signed');
  const about = { titel, dateiname: version.dateiname, fassung: version.nummer, sizeBytes, sha };
  const report = await writeReport({ ...about, verdict, beside, at: at.toISOString(), listAsOf: asOf, language });
  return command('addBericht', {
    dokumenttyp: 'Prüfbericht',
    zu: dokument,
    version: version.id,
    titel: task.newTitel,
    dateiname: `Prüfbericht ${withoutEnding(version.dateiname)}`.slice(0, 251).concat('.pdf'),
    bytes: report,
    text: task.vermerk,
  });
}
