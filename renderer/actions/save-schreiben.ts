import { AppError } from '../../shared/errors.ts';
import { briefkopfOf } from '../../shared/schreiben/briefkopf.ts';
import type { Schreiben } from '../../shared/schreiben/schreiben.ts';
import { composeSchreiben, findUnknownSigns } from '../pdf-client.ts';
import { ask, command } from '../replica-client.ts';
import { lendPdf } from './lend-pdf.ts';

/** Saves a Schreiben as a new Dokument of a Vorgang; answers it. Throws AppError 'schreiben-…'. */
export async function saveSchreiben(task: {
  readonly vorgang: string;
  readonly titel: string;
  readonly dokumenttyp: string;
  readonly schreiben: Schreiben;
  /** The Dokument that it answers; null: none. */
  readonly antwortAuf: string | null;
}): Promise<{ readonly dokument: string }> {
  const { vorgang, titel, dokumenttyp, schreiben, antwortAuf } = task;
  const bytes = await composeSchreiben(await withBriefkopf(schreiben));
  return command('addSchreiben', { vorgang, titel, dokumenttyp, dateiname: fileName(titel), bytes, antwortAuf });
}

/**
 * Saves it as the next Version after the one that it was written on. Throws AppError 'dokument-frozen', 'schreiben-signed',
 * 'schreiben-…'.
 */
export async function writeOnVersion(task: {
  readonly dokument: string;
  readonly vorgaenger: string;
  readonly schreiben: Schreiben;
  /** Words of the Ereignis that goes with it. */
  readonly text: string;
}): Promise<void> {
  const { schreiben, ...about } = task;
  const bytes = await composeSchreiben(await withBriefkopf(schreiben));
  await command('addVersion', { ...about, entstehung: 'schreiben', bytes });
}

/**
 * The text of a Version that was written here, and whether its page is known to say the same; without the head that the agency gave
 * it, because the next Version gets the present one. Throws AppError 'schreiben-source-missing'.
 */
export async function openSchreiben(
  version: string,
): Promise<{ readonly schreiben: Schreiben; readonly isProven: boolean }> {
  const pdf = await lendPdf({ version, action: 'open', purpose: 'Weiterschreiben' });
  try {
    const reopened = await pdf.readSchreiben();
    if (!reopened) throw new AppError('schreiben-source-missing');
    const { briefkopf: _, ...schreiben } = reopened.schreiben;
    return { ...reopened, schreiben };
  } finally {
    pdf.close();
  }
}

/** The characters that the pages cannot show. */
export async function unknownSignsOf(schreiben: Schreiben): Promise<readonly string[]> {
  return findUnknownSigns(await withBriefkopf(schreiben));
}

/** A text with the head that the agency has now. */
async function withBriefkopf(schreiben: Schreiben): Promise<Schreiben> {
  const { behoerde, ...profil } = await ask('profil', {});
  return { ...schreiben, briefkopf: briefkopfOf({ ...profil, name: behoerde.name }, schreiben.sprache) };
}

/** A name that every system takes. */
function fileName(titel: string): string {
  const bare = titel
    .replace(/[^\p{L}\p{N} ._-]/gu, ' ')
    .slice(0, 120)
    .trim();
  return `${bare || 'Schreiben'}.pdf`;
}
