import { command } from '../replica-client.ts';

/** Passes a step on to somebody else. */
export async function delegateSchritt(schritt: string, an: string): Promise<void> {
  await command('delegateSchritt', { schritt, an });
}
