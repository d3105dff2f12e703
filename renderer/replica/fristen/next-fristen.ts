import { memo } from '../memo.ts';
import type { Replica } from '../replica.ts';
import { handFrist, takenOver } from './hand-fristen.ts';
import { replacedFristen } from './list-fristen.ts';

/**
 * The nearest day, `YYYY-MM-DD`, on which something ends in a Vorgang; null: none. A Frist that runs counts, and so does a day that
 * was typed into the Vorgang before Fristen were computed (F52).
 */
export function createNextFristen(replica: Replica): (vorgang: string) => string | null {
  const { frist } = replica.tables;
  const running = memo(
    () => [frist.changes],
    () => {
      const replaced = replacedFristen(replica);
      const days = new Map<string, string>();
      for (let row = 0; row < frist.rowCount; row++) {
        const [about, ende] = [frist.code('vorgang', row), frist.code('ende', row)];
        if (about === null || ende === null || !frist.isLive(row)) continue;
        if (frist.code('status', row) !== 'offen' || replaced.has(frist.ids[row] ?? '')) continue;
        days.set(about, earlier(days.get(about) ?? null, ende) ?? ende);
      }
      return days;
    },
  );
  const taken = memo(
    () => [frist.changes],
    () => takenOver(replica),
  );
  return (id) => earlier(running().get(id) ?? null, handFrist(replica, id, taken()));
}

function earlier(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}
