import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/** A connection inside a transaction, or any connection. */
export type Db = Pick<pg.ClientBase, 'query'>;

// Sequences stay far below 2^53, so int8 is read as number.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/** Opens the pool; connections are made on first use. */
export function openDatabase(url: string): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max: 16 });
  // An idle connection that breaks is replaced by the pool; the request that needs it sees its own error.
  pool.on('error', () => undefined);
  return pool;
}

/** A connection of its own, for LISTEN and advisory locks of the session. */
export async function openSession(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
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
      await client.query(`begin isolation level ${mode}`);
      const result = await work(client);
      await client.query('commit');
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

function isRetryable(error: unknown): boolean {
  const code = error instanceof pg.DatabaseError ? error.code : undefined;
  return code === '40P01' || code === '40001' || code === '23505';
}
