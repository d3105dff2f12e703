import { command } from '../replica-client.ts';

/** Creates a Vorgang in an Akte; answers its id. */
export async function createVorgang(akte: string, titel: string, vorgangstyp: string): Promise<string> {
  const { id } = await command('createVorgang', { akte, titel, vorgangstyp });
  return id;
}
