import type { Db } from './database.ts';

/** A fact about this database; `make` gives its value the first time. Several nodes agree on the first one's value. */
export async function readMeta(db: Db, name: string, make: () => string): Promise<string> {
  await db.query('insert into meta values ($1, $2) on conflict do nothing', [name, make()]);
  const { rows } = await db.query<{ wert: string }>('select wert from meta where name = $1', [name]);
  return rows[0]!.wert;
}
