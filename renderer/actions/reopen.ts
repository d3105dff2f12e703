import { command } from '../replica-client.ts';

/** Sets a closed Akte or Vorgang open again, with the reason in its history. */
export async function reopen(art: 'akte' | 'vorgang', id: string, grund: string): Promise<void> {
  await command('reopen', { art, id, grund });
}
