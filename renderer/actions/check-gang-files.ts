import { command } from '../replica-client.ts';

/** Reads the files of a Geschaeftsgang that lie on this device and compares them with what was signed. */
export async function checkGangFiles(dokument: string): Promise<void> {
  await command('checkGangFiles', { dokument });
}
