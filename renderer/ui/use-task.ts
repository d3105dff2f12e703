import { useCallback, useState } from 'react';
import { errorCode } from '../../shared/errors.ts';

/** One thing that the person started: whether it runs, and what went wrong. 'cancelled' is not an error. */
export function useTask() {
  const [isRunning, setRunning] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const run = useCallback(async (task: () => Promise<unknown>): Promise<boolean> => {
    setRunning(true);
    setError(null);
    try {
      await task();
      return true;
    } catch (failure) {
      if (errorCode(failure) !== 'cancelled') setError(failure);
      return false;
    } finally {
      setRunning(false);
    }
  }, []);
  return { isRunning, error, run, clear: () => setError(null) };
}
