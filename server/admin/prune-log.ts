import type { Db } from '../database.ts';

/**
 * Keeps only the newest `keep` rows of the change feed (at least one); workstations from before them compare shard by shard
 * (S83). What a Konflikt calls the starting value is read from the feed: for bases that were pruned it stays empty. Answers the
 * first sequence that is left.
 */
export async function pruneLog(db: Db, keep: number): Promise<number> {
  const { rows } = await db.query<{ horizon: number }>(
    'select greatest(coalesce(max(s), 0) - $1::bigint, 0) as horizon from log',
    [keep],
  );
  const horizon = rows[0]!.horizon;
  // First, so that a pull that is under way knows that rows are gone (S111).
  await db.query(
    `insert into meta values ('horizon', $1) on conflict (name) do update set wert = greatest(meta.wert::bigint, $1::bigint)::text`,
    [String(horizon)],
  );
  await db.query('delete from log where s <= $1', [horizon]);
  return horizon + 1;
}
