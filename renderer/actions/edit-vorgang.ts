import type { Commands } from '../replica-api.ts';
import { command } from '../replica-client.ts';

/** Changes fields of a Vorgang; `base[f]` is the revision that the person saw when the typing in f began. */
export async function editVorgang(id: string, edit: Omit<Commands['editVorgang']['input'], 'id'>): Promise<void> {
  await command('editVorgang', { id, ...edit });
}
