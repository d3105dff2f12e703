import type { Felder } from '../../shared/akte.ts';
import { command } from '../replica-client.ts';

/** Changes fields of a Vorgang; `base[f]` is the revision that the person saw when the typing in f began. */
export async function editVorgang(id: string, set: Felder, base: Readonly<Record<string, number>>): Promise<void> {
  await command('editVorgang', { id, set, base });
}
