import { randomUUID } from 'node:crypto';
import type { Db } from '../database.ts';
import { jumpNumbers } from '../numbers/draw-numbers.ts';
import { revAfterRestore } from './rev-after-restore.ts';

/**
 * After a backup was put back: at its next start the server shows every workstation that it is another one, so that they
 * pull from the beginning and send again what the backup lacks. Answers the new epoch.
 */
export async function renewEpoch(db: Db, now = new Date()): Promise<string> {
  const epoch = randomUUID();
  await db.query(`insert into meta values ('epoch', $1) on conflict (name) do update set wert = excluded.wert`, [
    epoch,
  ]);
  await jumpNumbers(db, now);
  const { rows } = await db.query<{ last: number }>('select last_value as last from rev');
  await db.query(`select setval('rev', $1)`, [revAfterRestore(rows[0]!.last, now)]);
  return epoch;
}
