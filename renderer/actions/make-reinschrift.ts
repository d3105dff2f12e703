import { AppError } from '../../shared/errors.ts';
import { recordText } from '../../shared/texts/translate.ts';
import { call } from '../bridge-client.ts';
import { sniffFile } from '../pdf-client.ts';
import { command } from '../replica-client.ts';
import type { EditTask } from './edit-outside.ts';
import { fetchFromMain, giveToMain } from './office-bytes.ts';
import { pickFiles } from './pick-files.ts';
import { readDraft } from './read-draft.ts';

/** Number of the Version that the Reinschrift became, or the new Dokument that it became where the old one was closed. */
export interface Reinschrift {
  readonly nummer: number;
  readonly isBeside: boolean;
}

/** Makes the Reinschrift of a draft as PDF/A with the LibreOffice of this device: the next Version of the Dokument. */
export async function makeReinschrift(task: EditTask): Promise<Reinschrift> {
  const { bytes, ending } = await readDraft(task.version, 'Reinschrift erzeugt');
  const token = await giveToMain(bytes);
  const pdf = await fetchFromMain(await call('office.convert', { token, ending }));
  const { nummer } = task.version;
  return addReinschrift(task, pdf, recordText('entwurf.vermerk.converted', { n: nummer }));
}

/** Takes in a PDF that the person made of the draft as its Reinschrift. Null: nothing was chosen. Throws AppError 'pdf-no-header'. */
export async function takeReinschrift(task: EditTask): Promise<Reinschrift | null> {
  const [file] = await pickFiles();
  if (!file) return null;
  const bytes = await file.read();
  if ((await sniffFile(bytes)) !== 'pdf') throw new AppError('pdf-no-header');
  return addReinschrift(task, bytes, recordText('entwurf.vermerk.pdf'));
}

async function addReinschrift(
  { dokument, titel, leading }: EditTask,
  bytes: Uint8Array,
  text: string,
): Promise<Reinschrift> {
  const made = await command('takeDraft', {
    dokument,
    vorgaenger: leading,
    bytes,
    as: 'version',
    datei: { dateiname: `${titel.slice(0, 200)}.pdf`, mimetyp: 'application/pdf' },
    text,
    beside: {
      titel: recordText('entwurf.beside.titel', { titel: titel.slice(0, 400) }),
      text: recordText('entwurf.beside.vermerk', { titel: titel.slice(0, 400) }),
    },
  });
  if (!made.isBeside) await call('office.follow', { dokument, version: made.version });
  return made;
}
