import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';

/** Looks into the agency server's PostgreSQL and blob folder, past the server. */
export async function openServerCheck({ databaseUrl, dataFolder }) {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const count = async (sql) => Number((await client.query(sql)).rows[0].count);
  return {
    /** How often each marked value was received as an operation, by value. */
    async receivedValues(mark) {
      const { rows } = await client.query(
        `select op->'set'->>'bemerkung' as wert, count(*)::int as count from operation
         where op->'set'->>'bemerkung' like $1 group by 1`,
        [`${mark}%`],
      );
      return new Map(rows.map(({ wert, count }) => [wert, count]));
    },
    /** Log rows that one operation wrote more than once for one record. */
    countDoubles: () =>
      count(`select count(*) from (select 1 from log where dev is not null
             group by dev, n, art, rid having count(*) > 1) as doubles`),
    /** Devices whose operations are not numbered 1, 2, 3 … without a hole. */
    countHoles: () =>
      count(`select count(*) from (select dev from operation group by dev having count(*) <> max(n)) as holes`),
    countOperations: () => count('select count(*) from operation'),
    /** Whether the server holds bytes with this SHA-256, hashed again from its files. */
    holdsBytes(sha) {
      const folder = path.join(dataFolder, 'blobs');
      return readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && entry.name.includes(sha))
        .some((entry) => hashFile(path.join(entry.parentPath, entry.name)) === sha);
    },
    close: () => client.end(),
  };
}

const hashFile = (file) => createHash('sha256').update(readFileSync(file)).digest('hex');

/** Address of the embedded PostgreSQL that runs on a server's data folder. */
export function databaseUrlOf(dataFolder) {
  const password = readFileSync(path.join(dataFolder, 'postgres.password'), 'utf8').trim();
  const port = readFileSync(path.join(dataFolder, 'postgres/postmaster.pid'), 'utf8').split('\n')[3];
  return `postgres://aktentasche:${password}@127.0.0.1:${port}/postgres`;
}
