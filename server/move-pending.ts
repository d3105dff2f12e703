import { type Db, transactionOn } from './database.ts';
import { refreshSicht, type WorkedOut } from './sicht.ts';

/** Channel on which the leader tells every node the newest sequence. */
export const headChannel = 'aktentasche_head';
const BATCH_ROWS = 5_000;
/** PostgreSQL takes messages of less than 8,000 bytes. */
const MOST_MESSAGE_BYTES = 7_000;

/** What a node hears: the newest sequence, and the Akten in which something changed; null: it may concern anybody. */
export interface NewHead {
  readonly head: number;
  readonly akten: readonly string[] | null;
}

/**
 * Moves one batch of pending rows; answers how many. `leader` is the very connection that holds the leader's lock: if it is
 * lost, the transaction is lost with it, so that nobody moves rows who no longer leads (docs/decisions/0044).
 */
export async function movePending(leader: Db, workedOut: WorkedOut): Promise<number> {
  // Most polls find nothing: look before a transaction is opened.
  const { rows: some } = await leader.query<{ any: boolean }>('select exists (select from pending) as any');
  if (!some[0]?.any) return 0;
  return transactionOn(leader, async (db) => {
    const head = await readHead(db);
    const { rows } = await db.query<{ art: string; rid: string; akte: string | null; von_akte: string | null }>(
      `with moved as (
         delete from pending where id in (select id from pending order by id limit $2) returning *
       ), numbered as (
         insert into log (s, k, art, rid, akte, von_akte, d, dev, n)
         select $1 + row_number() over (order by id), 'put', art, rid, akte, von_akte, d, dev, n from moved
         returning art, rid, akte, von_akte
       ) select * from numbered`,
      [head, BATCH_ROWS],
    );
    const newHead = await refreshSicht(db, rows, { head: head + rows.length, workedOut });
    const isGrantOrRevoke = newHead !== head + rows.length;
    await db.query('select pg_notify($1, $2)', [headChannel, messageOf(newHead, isGrantOrRevoke ? null : rows)]);
    return rows.length;
  });
}

/** The newest sequence in the log, 0 when it is empty. */
export async function readHead(db: Db): Promise<number> {
  const { rows } = await db.query<{ head: number }>('select coalesce(max(s), 0) as head from log');
  return rows[0]!.head;
}

function messageOf(head: number, rows: readonly { akte: string | null; von_akte: string | null }[] | null): string {
  const akten = new Set(rows?.flatMap(({ akte, von_akte }) => (von_akte === null ? [akte] : [akte, von_akte])));
  // What belongs to no Akte concerns everybody.
  const isForSome = rows !== null && !akten.has(null);
  const message = JSON.stringify({ head, akten: isForSome ? [...akten] : null } as NewHead);
  return Buffer.byteLength(message) < MOST_MESSAGE_BYTES ? message : JSON.stringify({ head, akten: null });
}
