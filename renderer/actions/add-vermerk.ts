import { command } from '../replica-client.ts';

/** Adds a Vermerk to a Vorgang; it can never be changed afterwards. */
export async function addVermerk(vorgang: string, text: string): Promise<void> {
  await command('addVermerk', { bezugArt: 'vorgang', bezug: vorgang, text });
}
