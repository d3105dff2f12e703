import { readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';

/** Looks into the PostgreSQL of a test server's data folder, past the server. */
export async function askDatabase<T>(dataFolder: string, ask: (db: pg.Client) => Promise<T>): Promise<T> {
  const password = readFileSync(path.join(dataFolder, 'postgres.password'), 'utf8').trim();
  const port = readFileSync(path.join(dataFolder, 'postgres/postmaster.pid'), 'utf8').split('\n')[3];
  const db = new pg.Client({ connectionString: `postgres://aktentasche:${password}@127.0.0.1:${port}/postgres` });
  await db.connect();
  try {
    return await ask(db);
  } finally {
    await db.end();
  }
}
