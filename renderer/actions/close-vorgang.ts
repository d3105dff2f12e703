import { command } from '../replica-client.ts';

/** Ends the handling of a Vorgang (zdA): a legal act that stays in the history. */
export async function closeVorgang(id: string, grund: string): Promise<void> {
  await command('closeVorgang', { id, grund });
}
