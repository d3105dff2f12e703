import { randomUUID } from 'node:crypto';
import type { Db } from './database.ts';

/** A fact about this database; `make` gives its value the first time. Several nodes agree on the first one's value. */
export async function readMeta(db: Db, name: string, make: () => string): Promise<string> {
  const read = () => db.query<{ wert: string }>('select wert from meta where name = $1', [name]);
  const known = (await read()).rows[0];
  if (known) return known.wert;
  await db.query('insert into meta values ($1, $2) on conflict do nothing', [name, make()]);
  return (await read()).rows[0]!.wert;
}

/** Which life of this database it is: another one after a backup was put back. Asked each time, so that no node goes on with the old one. */
export function readEpoch(db: Db): Promise<string> {
  return readMeta(db, 'epoch', randomUUID);
}
