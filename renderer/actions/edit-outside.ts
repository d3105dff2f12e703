import { call } from '../bridge-client.ts';
import type { VersionZeile } from '../replica-api/dokument-rows.ts';
import { setOffice } from '../state/office.ts';
import { giveToMain } from './office-bytes.ts';
import { readDraft } from './read-draft.ts';
import { takeSavedStates } from './take-saved-states.ts';

/** A Dokument whose draft `version` is opened; what comes back is made from `leading`. */
export interface EditTask {
  readonly dokument: string;
  readonly titel: string;
  readonly version: VersionZeile;
  readonly leading: string;
}

/** Opens a draft in the person's word processor, or shows it there again. */
export async function editOutside({ dokument, titel, version, leading }: EditTask): Promise<void> {
  const { bytes, ending } = await readDraft(version, 'Im Schreibprogramm geöffnet');
  const token = await giveToMain(bytes);
  setOffice(await call('office.open', { token, dokument, version: leading, titel, ending }));
}

/** Ends editing: what was saved last becomes a Version, and the files are removed. */
export async function endEditing(id: string): Promise<void> {
  setOffice(await call('office.end', { id }));
  await takeSavedStates();
}
