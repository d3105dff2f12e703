import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { type DatabasePlace, openSession } from './database.ts';
import { headChannel, movePending, type NewHead, readHead } from './move-pending.ts';
import { nothingWorkedOut } from './sicht.ts';

/** Key of the advisory lock that the leader holds. */
const LEADER_LOCK = 4_711_002;
/** Channel on which a node that does not lead tells the leader that rows are waiting. */
const WAITING_CHANNEL = 'aktentasche_waiting';
const POLL_MS = 100;
const FAILURE_PAUSE_MS = 100;
/** A leader that is silent for so long (stopped process, cut network) loses its session and with it the lock. */
const MOST_SILENT_MS = 10_000;
/** An answer that takes longer will not come. A grant of many large Akten is the longest question. */
const ANSWER_MS = 60_000;

/** The feed's moving part: gives out the sequence and tells who listens. */
export interface Sequencer {
  /** Newest sequence this node knows of. */
  readonly head: () => number;
  /** Whether this node moves the rows. */
  readonly leads: () => boolean;
  /** Call after a commit that wrote pending rows: they are moved now instead of at the next poll. */
  readonly wake: () => void;
  /** Calls `listener` at every new head until the returned function is called. */
  readonly onHead: (listener: (newest: NewHead) => void) => () => void;
  readonly stop: () => Promise<void>;
}

/**
 * Writers insert into `pending` inside their own transaction; one leader moves the rows into `log` with a contiguous `s`.
 * A sequence drawn by the writers themselves would become visible out of order and readers would miss rows (I4). Every node
 * runs one; who holds the advisory lock leads, and the lock ends with the session (S60).
 */
export async function startSequencer(database: DatabasePlace): Promise<Sequencer> {
  const listeners = new Set<(newest: NewHead) => void>();
  let session: pg.Client | null = null;
  let head = 0;
  let leads = false;
  let workedOut = nothingWorkedOut();
  let stopped = false;
  let isTelling = false;
  let wakeUp: () => void = () => undefined;

  const tell = (newest: NewHead) => {
    head = Math.max(head, newest.head);
    for (const listener of listeners) listener(newest);
  };
  /** The lock went with the session before, and heads may have been missed meanwhile. */
  const open = async (): Promise<pg.Client> => {
    const opened = await openSession(database, ANSWER_MS);
    try {
      opened.on('notification', ({ channel, payload }) =>
        channel === headChannel ? tell(JSON.parse(payload!) as NewHead) : wakeUp(),
      );
      opened.on('end', () => lose(opened));
      await opened.query(`set idle_session_timeout = ${MOST_SILENT_MS}`);
      await opened.query(`set idle_in_transaction_session_timeout = ${MOST_SILENT_MS}`);
      await opened.query(`listen ${headChannel}`);
      await opened.query(`listen ${WAITING_CHANNEL}`);
      tell({ head: await readHead(opened), akten: null });
      return opened;
    } catch (error) {
      endQuietly(opened);
      throw error;
    }
  };
  const lose = (lost: pg.Client) => {
    if (lost !== session) return;
    session = null;
    leads = false;
    workedOut = nothingWorkedOut();
    wakeUp();
  };
  const moveOnce = async (): Promise<number> => {
    session ??= await open();
    if (!leads) {
      const { rows } = await session.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [LEADER_LOCK]);
      leads = rows[0]?.got ?? false;
    }
    return leads && session ? movePending(session, workedOut) : 0;
  };
  const loop = async () => {
    while (!stopped) {
      const woken = new Promise<void>((done) => {
        wakeUp = done;
      });
      const moved = await moveOnce().catch((error: unknown) => {
        logFailure(error);
        // Whatever went wrong, a fresh session is in a known state, and meanwhile another node may lead.
        if (session) endQuietly(session);
        if (session) lose(session);
        return 'failed' as const;
      });
      if (moved === 'failed') await sleep(FAILURE_PAUSE_MS);
      else if (moved === 0) await Promise.race([woken, sleep(POLL_MS)]);
    }
  };
  /** One message at a time; a lost one costs the leader's next poll. */
  const tellLeader = async () => {
    if (isTelling || !session) return;
    isTelling = true;
    // The message must not wait for the disk: nothing depends on it.
    const message = `begin; set local synchronous_commit = off; notify ${WAITING_CHANNEL}; commit`;
    await session.query(message).catch(() => undefined);
    isTelling = false;
  };

  session = await open();
  const done = loop();
  return {
    head: () => head,
    leads: () => leads,
    wake: () => (leads ? wakeUp() : void tellLeader()),
    onHead: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop: async () => {
      stopped = true;
      wakeUp();
      await done;
      await session?.end();
    },
  };
}

function endQuietly(session: pg.Client): void {
  session.end().catch(() => undefined);
}

/** One line for the operator. Not the message: a database's may quote values. */
function logFailure(error: unknown): void {
  const { name, code } = error as { name?: unknown; code?: unknown };
  console.error(JSON.stringify({ error: 'feed-failed', name: String(name), code: String(code) }));
}
