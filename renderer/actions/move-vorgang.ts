import { command } from '../replica-client.ts';

/** Puts a Vorgang with everything in it into another Akte. */
export async function moveVorgang(id: string, akte: string): Promise<void> {
  await command('moveVorgang', { id, akte });
}
