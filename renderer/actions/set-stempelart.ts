import type { Commands } from '../replica-api.ts';
import { command } from '../replica-client.ts';

/** Adds or changes a kind of stamp for the whole authority. */
export async function setStempelart(kind: Commands['setStempelart']['input']): Promise<void> {
  await command('setStempelart', kind);
}
