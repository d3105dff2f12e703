import type { Db } from './database.ts';

/** Sequence up to which the feed was pruned; 0 = all of it is there. */
export async function readHorizon(db: Db): Promise<number> {
  const { rows } = await db.query<{ wert: string }>(`select wert from meta where name = 'horizon'`);
  return Number(rows[0]?.wert ?? 0);
}
