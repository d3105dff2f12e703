import { useEffect } from 'react';
import { syncNow } from './actions/sync-now.ts';
import { onReturn } from './on-return.ts';
import { useQuery } from './use-query.ts';

/** While the authority is not reached, asks again at once when the person or the network comes back (R49). */
export function useSyncOnReturn(): void {
  const isOffline = useQuery('syncStatus', {})?.phase === 'offline';
  useEffect(() => {
    if (!isOffline) return;
    // What fails is said by the status line, and tried again.
    return onReturn(window, document, () => void syncNow().catch(() => undefined));
  }, [isOffline]);
}
