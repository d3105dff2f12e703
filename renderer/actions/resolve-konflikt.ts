import type { Feldwert } from '../../shared/akte.ts';
import { command } from '../replica-client.ts';

/** Decides a Konflikt: `wert` becomes the value of the field, a new operation says who decided. */
export async function resolveKonflikt(konflikt: string, wert: Feldwert): Promise<void> {
  await command('resolveKonflikt', { konflikt, wert });
}
