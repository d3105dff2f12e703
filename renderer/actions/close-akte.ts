import { command } from '../replica-client.ts';

/** Closes an Akte whose Vorgaenge are all closed; a legal act that stays in the history. */
export async function closeAkte(id: string, grund: string): Promise<void> {
  await command('closeAkte', { id, grund });
}
