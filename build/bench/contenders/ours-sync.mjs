import { createServerClient } from '../../../renderer/sync/server-client.ts';
import { syncOnce } from '../../../renderer/sync/sync-once.ts';
import { createProgress } from '../../../renderer/sync/sync-progress.ts';
import { createDownloads } from '../../../renderer/sync/transfer-blob.ts';
import { countRecords, openReplica, removeReplica } from './ours-replica.mjs';

/** The product's whole exchange with the real server through main's real gateway, from an empty replica. */
export async function oursSync({ config }) {
  const replica = await openReplica({ config });
  const server = createServerClient((input, init) => fetch(input, init), 'app://aktentasche/server');
  const { progress } = createProgress(
    () => {},
    () => performance.now(),
  );
  return {
    insert: () =>
      syncOnce({
        server,
        replica,
        download: createDownloads({ server, replica }),
        progress,
        signal: new AbortController().signal,
      }),
    count: async () => countRecords(replica),
    remove: () => removeReplica(replica),
  };
}
