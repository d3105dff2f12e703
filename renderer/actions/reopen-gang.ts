import { command } from '../replica-client.ts';

/** Lifts the Schlusszeichnung of a Dokument and says why. */
export async function reopenGang(dokument: string, kommentar: string): Promise<void> {
  await command('reopenGang', { dokument, kommentar });
}
