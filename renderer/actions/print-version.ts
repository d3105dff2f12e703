import { AppError } from '../../shared/errors.ts';
import { refusalOfPrint } from '../../shared/may-print.ts';
import { writeUnterschriftenblatt } from '../pdf-client.ts';
import type { VersionZeile } from '../replica-api/dokument-rows.ts';
import { command } from '../replica-client.ts';
import { useSession } from '../state/session.ts';
import { checkVersion } from './check-version.ts';
import { openShown } from './open-version.ts';
import { type PrintProgress, printParts } from './print-parts.ts';
import { knownPassword } from './unlock-pdf.ts';

/** Which Version is printed, and what the sheet behind it says of it. */
export interface PrintTask {
  readonly titel: string;
  readonly geschaeftszeichen: string;
  /** Of its Akte; empty where that is not known. */
  readonly vertraulichkeit: string;
  readonly version: VersionZeile;
  /** Of an envelope: the document that is shown. */
  readonly member: string | null;
}

/**
 * Prints a Version as it is, and behind it what was found of its signatures. The access record "print" is on disk before a page
 * is drawn. False: cancelled in the system's dialog.
 */
export async function printVersion(task: PrintTask, progress: PrintProgress, at = new Date()): Promise<boolean> {
  const { version, member, titel, geschaeftszeichen } = task;
  const { person } = mayPrint(task.vertraulichkeit);
  const { asOf } = await command('readTrust', {});
  const { verdict, beside, sha, sizeBytes } = await checkVersion(version, 'Unterschriften für den Druck prüfen', at);
  const shown = await openShown(version, member, { action: 'print', purpose: 'Fassung gedruckt' });
  try {
    // Raised to a higher level between the two: the sheet would be about other bytes.
    if (shown.sha !== sha) throw new AppError('pdf-changed-meanwhile');
    const sheet = await writeUnterschriftenblatt({
      titel,
      geschaeftszeichen,
      fassung: version.nummer,
      dateiname: version.dateiname,
      member: shown.member,
      sizeBytes,
      sha,
      verdict,
      beside,
      person,
      at: at.toISOString(),
      listAsOf: asOf,
    });
    const password = await knownPassword();
    const file = shown.file instanceof Uint8Array ? ownBuffer(shown.file) : shown.file;
    const parts = [{ file, ...(password === null ? {} : { password }) }, { file: ownBuffer(sheet) }];
    return await printParts(parts, progress);
  } finally {
    shown.close();
  }
}

/** Who prints. Throws AppError 'print-forbidden', 'print-too-confidential', 'locked'. */
export function mayPrint(vertraulichkeit: string): { readonly person: string } {
  const { status } = useSession.getState();
  if (!status?.enrolment) throw new AppError('locked');
  const refusal = refusalOfPrint(status.print, vertraulichkeit);
  if (refusal !== null) throw new AppError(refusal);
  return { person: status.enrolment.person.name };
}

/** Bytes as a buffer that can be handed over. */
export function ownBuffer(bytes: Uint8Array): ArrayBuffer {
  const isWhole = bytes.byteLength === bytes.buffer.byteLength;
  return (isWhole ? bytes : bytes.slice()).buffer as ArrayBuffer;
}
