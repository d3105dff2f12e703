import type { Suchergebnis, Suchfrage } from '../replica-api/search-rows.ts';
import { command } from '../replica-client.ts';

/**
 * Searches this device; resolves after the access record of what is shown is on disk. When there is much to read, `onFirst` is
 * told first results, recorded as well. Throws AppError.
 */
export function search(frage: Suchfrage, onFirst: (first: Suchergebnis) => void): Promise<Suchergebnis> {
  return command('search', frage, onFirst);
}
