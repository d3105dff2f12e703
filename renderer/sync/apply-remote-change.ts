import type { PullRow } from '../../shared/sync-protocol.ts';
import type { Replica } from '../replica/replica.ts';
import { changesOfRows } from './changes-of-rows.ts';

/**
 * Writes accepted rows and the cursor behind the last one in one transaction. Applying them again changes nothing (I11). A
 * record that is here newer already, because it replaced a damaged one or came with a right, stays.
 */
export async function applyRemoteChange(replica: Replica, rows: readonly PullRow[], cursor: number): Promise<void> {
  const { tables, state } = replica;
  const changes = changesOfRows(rows, {
    rereadUpTo: state.rereadUpTo,
    revOf: (art, id) => {
      const table = tables[art];
      const at = table.row(id);
      return table.isStored(at) ? table.number('$rev', at) : null;
    },
  });
  await replica.applyPulled(changes, { cursor });
}
