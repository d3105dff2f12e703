import { foldHot } from './fold-hot.ts';
import type { Replica } from './replica.ts';

/**
 * After rights ended: removes from this device what no record refers to any more (S82). The records themselves went with the
 * pull; here their old copies in the segments go and the bytes of their Versionen are overwritten (`evict` takes them off the pack
 * list). Unsent work stays in main's journal, encrypted, until the server has refused it and a person has dealt with it.
 * The index for searching follows the records by itself (indexing/index-queue.ts).
 */
export async function forgetWithdrawn(replica: Replica): Promise<void> {
  if (!replica.mayHoldWithdrawn) return;
  const orphans = unreferenced(replica);
  if (orphans.length > 0) {
    await replica.blobs.remove(orphans);
    replica.tell('blobs');
  }
  if ([...replica.store.hot.values()].some(({ record }) => record === null)) await foldHot(replica.store);
  replica.mayHoldWithdrawn = false;
}

/** Bytes here that neither a Version, nor a further file of one, nor unsent work needs. */
function unreferenced(replica: Replica): string[] {
  const { version, primaerdokument } = replica.tables;
  const held = new Set(replica.blobs.heldShas);
  if (held.size === 0) return [];
  for (const table of [version, primaerdokument])
    for (let row = 0; row < table.rowCount; row++) if (table.isLive(row)) held.delete(table.text('sha', row));
  return [...held].filter((sha) => !replica.isNeeded(sha));
}
