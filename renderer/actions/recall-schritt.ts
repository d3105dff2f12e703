import { command } from '../replica-client.ts';

/** Skips a step and says why. */
export async function recallSchritt(schritt: string, grund: string): Promise<void> {
  await command('recallSchritt', { schritt, grund });
}
