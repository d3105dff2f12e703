import type { ScopeName } from '../replica-api/store-rows.ts';
import { command } from '../replica-client.ts';

/** Takes Akten, Vorgaenge or the own work along: their documents come to this device and stay readable offline. */
export async function pack(scopes: readonly ScopeName[]): Promise<void> {
  await command('pack', { scopes });
}

/** Their documents leave this device; what was not sent stays. */
export async function unpack(scopes: readonly ScopeName[]): Promise<void> {
  await command('unpack', { scopes });
}

/** Everything that the person has in hand. */
export const ownWork: ScopeName = { art: 'vorrat', id: 'eigene' };

/** Akten as scopes. */
export function akten(ids: readonly string[]): readonly ScopeName[] {
  return ids.map((id) => ({ art: 'akte', id }));
}
