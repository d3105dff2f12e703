import type { NeueFrist } from '../replica-api/frist-rows.ts';
import { command } from '../replica-client.ts';

/** Computes a Frist as of today and sets it in its Vorgang, with its derivation; answers its id. */
export async function setFrist(frist: NeueFrist): Promise<string> {
  const { id } = await command('setFrist', frist);
  return id;
}
