import type { Commands } from '../replica-api.ts';
import { command } from '../replica-client.ts';

/** Creates an Akte in the charge of the own Einheit; answers its id. */
export async function createAkte(akte: Commands['createAkte']['input']): Promise<string> {
  const { id } = await command('createAkte', akte);
  return id;
}
