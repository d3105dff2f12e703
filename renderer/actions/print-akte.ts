import { AppError } from '../../shared/errors.ts';
import { writeUnterschriftenblatt } from '../pdf-client.ts';
import { command } from '../replica-client.ts';
import { checkVersion } from './check-version.ts';
import { type CollectedAkte, type CollectTask, collectAkte } from './collect-akte.ts';
import { type PrintProgress, printParts } from './print-parts.ts';
import { mayPrint, ownBuffer } from './print-version.ts';

/** Beyond this the page that draws refuses (D5). */
const MOST_SHEETS = 500;

/** What of an Akte is printed. */
export interface PrintAkteTask extends Omit<CollectTask, 'signal' | 'onRead'> {
  readonly vertraulichkeit: string;
}

/**
 * Prints documents as one run of sheets with a cover, and behind them what was found of the signatures of each that bears some.
 * Each one's access record "print" is on disk before its bytes come. False: cancelled. Throws AppError 'print-forbidden',
 * 'print-too-confidential', 'print-too-long', 'print-failed', 'pdf-changed-meanwhile'.
 */
export async function printAkte(task: PrintAkteTask, progress: PrintProgress, at = new Date()): Promise<boolean> {
  mayPrint(task.vertraulichkeit);
  const { signal } = progress;
  // Reading and checking are two passes; only the drawing that follows comes to an end.
  const passes = 2 * task.rows.length + 1;
  const onRead = (done: number) => progress.onDrawn(done, passes);
  const collected = await collectAkte(
    { ...task, signal, onRead },
    { action: 'print', purpose: 'Akte gedruckt', format: 'best' },
  );
  if (!collected) return false;
  if (collected.sheets > MOST_SHEETS) throw new AppError('print-too-long');
  const sheets = await signatureSheets(task, collected, {
    signal,
    at,
    onChecked: (done) => onRead(task.rows.length + done),
  });
  if (!sheets) return false;
  const parts = [collected.bytes, ...sheets].map((bytes) => ({ file: ownBuffer(bytes) }));
  return printParts(parts, progress);
}

/** One sheet for every document that bears a signature; null: cancelled. */
async function signatureSheets(
  { vertraulichkeit }: PrintAkteTask,
  { taken }: CollectedAkte,
  {
    signal,
    at,
    onChecked,
  }: { readonly signal: AbortSignal; readonly at: Date; readonly onChecked: (done: number) => void },
): Promise<Uint8Array[] | null> {
  const { person } = mayPrint(vertraulichkeit);
  const { asOf } = await command('readTrust', {});
  const sheets: Uint8Array[] = [];
  for (const [index, { zeile, zeichen, version, ...printed }] of taken.entries()) {
    if (signal.aborted) return null;
    onChecked(index);
    const check = await checkVersion(version, 'Unterschriften für den Druck prüfen', at);
    if (check.verdict.verdict === 'none' && check.beside === null) continue;
    const { sha, sizeBytes, verdict, beside } = check;
    // Raised to a higher level between the two: the sheet would be about other bytes (D7).
    if (sha !== printed.sha) throw new AppError('pdf-changed-meanwhile');
    sheets.push(
      await writeUnterschriftenblatt({
        titel: zeile.titel,
        geschaeftszeichen: zeichen,
        fassung: version.nummer,
        dateiname: version.dateiname,
        member: null,
        sizeBytes,
        sha,
        verdict,
        beside,
        person,
        at: at.toISOString(),
        listAsOf: asOf,
      }),
    );
  }
  return sheets;
}
