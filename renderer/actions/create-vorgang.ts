import { command } from '../replica-client.ts';

/** Creates a Vorgang in an Akte; answers its id. Its final Geschaeftszeichen comes from the server. */
export async function createVorgang(akte: string, titel: string, vorgangstyp: string): Promise<string> {
  const { id } = await command('createVorgang', { akte, titel, vorgangstyp });
  return id;
}
