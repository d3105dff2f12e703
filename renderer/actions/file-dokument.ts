import { command } from '../replica-client.ts';

/** Files a Dokument to a Vorgang. */
export async function fileDokument(dokument: string, vorgang: string): Promise<void> {
  await command('fileDokument', { dokument, vorgang });
}
