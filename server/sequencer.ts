import type pg from 'pg';
import { type Db, openSession, transaction } from './database.ts';
import { refreshSicht } from './sicht.ts';

/** Key of the advisory lock that the leader holds. */
const LEADER_LOCK = 4_711_002;
const BATCH_ROWS = 5_000;
const POLL_MS = 100;
const FAILURE_PAUSE_MS = 500;
/** Channel on which the leader tells every node the newest sequence. */
const CHANNEL = 'aktentasche_head';

/** The feed's moving part: gives out the sequence and tells who listens. */
export interface Sequencer {
  /** Newest sequence this node knows of. */
  readonly head: () => number;
  /** Call after a commit that wrote pending rows: they are moved now instead of at the next poll. */
  readonly wake: () => void;
  /** Calls `listener` at every new head until the returned function is called. */
  readonly onHead: (listener: (head: number) => void) => () => void;
  readonly stop: () => Promise<void>;
}

/**
 * Writers insert into `pending` inside their own transaction; one leader moves the rows into `log` with a contiguous `s`.
 * A sequence drawn by the writers themselves would become visible out of order and readers would miss rows (I4).
 */
export async function startSequencer(pool: pg.Pool, databaseUrl: string): Promise<Sequencer> {
  let session = await openSession(databaseUrl);
  const listeners = new Set<(head: number) => void>();
  let head = await readHead(session);
  let leads = false;
  let stopped = false;
  let wakeUp: () => void = () => undefined;

  const tell = (newest: number) => {
    head = Math.max(head, newest);
    for (const listener of listeners) listener(head);
  };
  let broken = false;
  const listen = async (on: pg.Client) => {
    on.on('notification', ({ payload }) => tell(Number(payload)));
    on.on('end', () => {
      if (on === session) broken = true;
    });
    await on.query(`listen ${CHANNEL}`);
  };
  await listen(session);
  /** The lock went with the session, and heads may have been missed meanwhile. */
  const reopen = async () => {
    leads = false;
    session = await openSession(databaseUrl);
    await listen(session);
    broken = false;
    tell(await readHead(session));
  };

  const loop = async () => {
    while (!stopped) {
      const woken = new Promise<void>((done) => {
        wakeUp = done;
      });
      const moved = await moveOnce().catch(logFailure);
      if (moved === 'failed') await pause(FAILURE_PAUSE_MS);
      else if (moved === 0) await Promise.race([woken, pause(POLL_MS)]);
    }
  };
  const moveOnce = async (): Promise<number> => {
    if (broken) await reopen();
    if (!leads) {
      const { rows } = await session.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [LEADER_LOCK]);
      leads = rows[0]?.got ?? false;
    }
    return leads ? sequencePending(pool) : 0;
  };
  const done = loop();

  return {
    head: () => head,
    wake: () => wakeUp(),
    onHead: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop: async () => {
      stopped = true;
      wakeUp();
      await done;
      await session.end();
    },
  };
}

/** Moves one batch of pending rows; answers how many. Only the leader may call it. */
export async function sequencePending(pool: pg.Pool): Promise<number> {
  // Most polls find nothing: look before a transaction is opened.
  const { rows: some } = await pool.query<{ any: boolean }>('select exists (select from pending) as any');
  if (!some[0]?.any) return 0;
  return transaction(pool, async (db) => {
    const head = await readHead(db);
    const { rows } = await db.query<{ art: string; rid: string; akte: string | null }>(
      `with moved as (
         delete from pending where id in (select id from pending order by id limit $2) returning *
       ), numbered as (
         insert into log (s, k, art, rid, akte, von_akte, d, dev, n)
         select $1 + row_number() over (order by id), 'put', art, rid, akte, von_akte, d, dev, n from moved
         returning art, rid, akte
       ) select * from numbered`,
      [head, BATCH_ROWS],
    );
    const newHead = await refreshSicht(db, rows, head + rows.length);
    await db.query('select pg_notify($1, $2)', [CHANNEL, String(newHead)]);
    return rows.length;
  });
}

/** The newest sequence in the log, 0 when it is empty. */
export async function readHead(db: Db): Promise<number> {
  const { rows } = await db.query<{ head: number }>('select coalesce(max(s), 0) as head from log');
  return rows[0]!.head;
}

/** One line for the operator. Not the message: a database's may quote values. */
function logFailure(error: unknown): 'failed' {
  const { name, code } = error as { name?: unknown; code?: unknown };
  console.error(JSON.stringify({ error: 'feed-failed', name: String(name), code: String(code) }));
  return 'failed';
}

function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}
