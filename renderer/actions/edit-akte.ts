import type { Commands } from '../replica-api.ts';
import { command } from '../replica-client.ts';

/** Changes fields of an Akte; `base[f]` is the revision that the person saw when the form was opened. */
export async function editAkte(change: Commands['editAkte']['input']): Promise<void> {
  await command('editAkte', change);
}
