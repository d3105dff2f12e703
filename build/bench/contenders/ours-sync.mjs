import { createServerClient } from '../../../renderer/sync/server-client.ts';
import { syncOnce } from '../../../renderer/sync/sync-once.ts';
import { countRecords, openReplica, removeReplica } from './ours-replica.mjs';

const ignore = () => {};

/** The product's whole exchange with the real server through main's real gateway, from an empty replica. */
export async function oursSync({ config }) {
  const replica = await openReplica({ config });
  const server = createServerClient((input, init) => fetch(input, init), 'app://aktentasche/server');
  return {
    insert: () =>
      syncOnce({
        server,
        replica,
        download: { fetch: ignore },
        progress: new Proxy({}, { get: () => ignore }),
        signal: new AbortController().signal,
      }),
    count: async () => countRecords(replica),
    remove: () => removeReplica(replica),
  };
}
