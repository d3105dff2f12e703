import { createHash } from 'node:crypto';
import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Desk } from './desk.ts';

/** A connection inside a transaction, or any connection. */
export type Db = Pick<pg.ClientBase, 'query'> & {
  /** Inside {@link transaction}: a statement whose answer nobody needs before the commit; what follows sees its effect. */
  readonly write?: (text: string, values: unknown[]) => void;
  /** What the operations of this transaction work on. */
  readonly desk?: Desk;
};

/** Writes without waiting where the connection allows it. */
export async function write(db: Db, text: string, values: unknown[]): Promise<void> {
  if (db.write) db.write(text, values);
  else await db.query(text, values);
}

const CONNECT_MS = 5_000;
const MOST_CONNECTIONS = 16;

// Sequences stay far below 2^53, so int8 is read as number.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/**
 * A client that prepares each statement with values once per connection and sends what is asked in one turn of the event loop
 * in one piece, without waiting for the answers in between: half of an operation's time were round trips.
 */
class PreparingClient extends pg.Client {
  constructor(options?: pg.ClientConfig) {
    super(options);
    // The pool listens only while nobody uses it; a connection that breaks in the middle of work must not end the process.
    this.on('error', () => undefined);
  }

  // The overloads of the type do not survive an override; what goes in and comes out is the same.
  override query = ((text: unknown, values?: unknown, done?: unknown) => {
    const { stream } = (this as unknown as { connection: { stream: { cork(): void; uncork(): void } } }).connection;
    stream.cork();
    process.nextTick(() => stream.uncork());
    const query = super.query as (...words: unknown[]) => unknown;
    if (typeof text !== 'string' || !Array.isArray(values)) return query.call(this, text, values, done);
    return query.call(this, { name: nameOf(text), text, values }, done);
  }) as pg.Client['query'];
}

/** Texts of statements are constants of this program, so this does not grow. */
const names = new Map<string, string>();

function nameOf(text: string): string {
  const known = names.get(text);
  if (known) return known;
  const name = createHash('sha256').update(text).digest('base64url').slice(0, 22);
  names.set(text, name);
  return name;
}

/** A connection that nobody gives back, or a database that does not answer, fails the request that needs it. */
const POOL_WAIT_MS = 30_000;

/** Where a database is: the address of a server, or what opens a line to one in this process, which has one connection for the pool. */
export type DatabasePlace = string | (() => Duplex);

const reach = (place: DatabasePlace) =>
  typeof place === 'string' ? { connectionString: place } : { stream: place, ssl: false };

/** Opens the pool; connections are made on first use, and a question fails after `answerMs` (0: never). */
export function openDatabase(place: DatabasePlace, answerMs = 0): pg.Pool {
  const options = {
    ...reach(place),
    max: typeof place === 'string' ? MOST_CONNECTIONS : 1,
    connectionTimeoutMillis: POOL_WAIT_MS,
    keepAlive: true,
    Client: PreparingClient,
    pipeline: true,
    ...(answerMs > 0 && { query_timeout: answerMs }),
  };
  const pool = new pg.Pool(options);
  // An idle connection that breaks is replaced by the pool; the request that needs it sees its own error.
  pool.on('error', () => undefined);
  return pool;
}

/** A connection of its own, for LISTEN and advisory locks of the session; a question fails after `answerMs`. */
export async function openSession(place: DatabasePlace, answerMs = 0): Promise<pg.Client> {
  const client = new pg.Client({
    ...reach(place),
    application_name: `aktentasche ${process.pid}`,
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    pipeline: true,
    ...(answerMs > 0 && { query_timeout: answerMs }),
  });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** Runs `work` in one transaction; deadlocks and serialisation failures are tried again, three times at most. */
export async function transaction<T>(
  pool: pg.Pool,
  work: (db: Db) => Promise<T>,
  mode: 'read committed' | 'repeatable read, read only' = 'read committed',
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const client = await pool.connect();
    try {
      const result = await transactionOn(client, work, mode);
      client.release();
      return result;
    } catch (error) {
      // A failed rollback means a broken connection: the pool must not reuse it.
      const broken = await client.query('rollback').then(
        () => false,
        () => true,
      );
      client.release(broken);
      if (attempt === 3 || !isRetryable(error)) throw error;
      await sleep(attempt * 5);
    }
  }
}

/**
 * Runs `work` between begin and commit; after a failure the caller rolls back or ends the connection. Neither begin nor writes
 * are waited for: what follows goes behind them on the same connection, and fails with them.
 */
export async function transactionOn<T>(client: Db, work: (db: Db) => Promise<T>, mode = 'read committed'): Promise<T> {
  const sent: Promise<unknown>[] = [];
  const send = (asked: Promise<unknown>) => {
    asked.catch(() => undefined);
    sent.push(asked);
  };
  send(client.query(`begin isolation level ${mode}`));
  try {
    const result = await work({
      query: client.query.bind(client) as Db['query'],
      write: (text, values) => send(client.query(text, values)),
    });
    send(client.query('commit'));
    await Promise.all(sent);
    return result;
  } catch (error) {
    // After a failed write every question fails, too: the first failure is the reason.
    for (const one of await Promise.allSettled(sent)) if (one.status === 'rejected') throw one.reason;
    throw error;
  }
}

function isRetryable(error: unknown): boolean {
  const code = error instanceof pg.DatabaseError ? error.code : undefined;
  return code === '40P01' || code === '40001' || code === '23505';
}
