import { useCallback, useEffect, useState } from 'react';
import { discardPrepared, listPrepared, type PreparedSignature } from '../../actions/prepared-signatures.ts';

/** The signature of this Dokument that waits for a connection; null when there is none. */
export function usePrepared(dokument: string) {
  const [prepared, setPrepared] = useState<PreparedSignature | null>(null);
  const [error, setError] = useState<unknown>(null);
  const look = useCallback(async () => {
    try {
      const all = await listPrepared();
      setPrepared(all.find((each) => each.dokument === dokument) ?? null);
      setError(null);
    } catch (reason) {
      setError(reason);
    }
  }, [dokument]);
  useEffect(() => void look(), [look]);
  const discard = async () => {
    if (prepared) await discardPrepared(prepared);
    await look();
  };
  return { prepared, error, look, discard };
}
