import { randomUUID } from 'node:crypto';
import type { Db } from '../database.ts';

/**
 * After a backup was put back: at its next start the server shows every workstation that it is another one, so that they
 * pull from the beginning and send again what the backup lacks. Answers the new epoch.
 */
export async function renewEpoch(db: Db): Promise<string> {
  const epoch = randomUUID();
  await db.query(`insert into meta values ('epoch', $1) on conflict (name) do update set wert = excluded.wert`, [
    epoch,
  ]);
  return epoch;
}
