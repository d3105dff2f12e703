import type { Commands } from '../replica-api.ts';
import { command } from '../replica-client.ts';

/** Changes what is said of a Dokument; `base[f]` is the revision that the person saw when the form was opened. */
export async function editDokument(change: Commands['editDokument']['input']): Promise<void> {
  await command('editDokument', change);
}
