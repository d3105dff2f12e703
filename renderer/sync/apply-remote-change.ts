import type { PullRow } from '../../shared/sync-protocol.ts';
import type { RecordChange } from '../replica/record-store.ts';
import type { Replica } from '../replica/replica.ts';

/** Writes accepted rows and the cursor behind the last one in one transaction. Applying them again changes nothing (I11). */
export async function applyRemoteChange(replica: Replica, rows: readonly PullRow[], cursor: number): Promise<void> {
  await replica.applyPulled(rows.flatMap(toChange), { cursor });
}

function toChange(row: PullRow): RecordChange[] {
  switch (row.k) {
    case 'put':
      return [{ art: row.d.art, id: row.d.id, record: row.d }];
    case 'gone':
      return [{ art: row.art, id: row.id, record: null }];
    case 'void':
      return [];
  }
}
