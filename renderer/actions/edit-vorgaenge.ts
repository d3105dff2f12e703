import type { Felder } from '../../shared/akte.ts';
import { command } from '../replica-client.ts';

/**
 * Sets the same fields of several Vorgaenge in one step, `rev` = the revision that the person saw of each. Answers how to take it
 * back: every field is set to what it was (decision 0069).
 */
export async function editVorgaenge(
  vorgaenge: readonly { readonly id: string; readonly rev: number }[],
  set: Felder,
): Promise<() => Promise<void>> {
  const edits = vorgaenge.map(({ id, rev }) => ({
    id,
    set,
    base: Object.fromEntries(Object.keys(set).map((feld) => [feld, rev])),
  }));
  const { before } = await command('editVorgaenge', { edits });
  return async () => {
    await command('editVorgaenge', { edits: before });
  };
}
