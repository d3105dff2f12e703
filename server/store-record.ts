import type { Datensatz, DatensatzArt } from '../shared/akte.ts';
import type { FuehrenderDatensatz } from '../shared/merge.ts';
import type { Db } from './database.ts';

/** Locks a record, also one that does not exist yet, until the transaction ends, and reads it. */
export async function lockRecord(db: Db, art: DatensatzArt, id: string): Promise<FuehrenderDatensatz | null> {
  await db.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`${art}/${id}`]);
  return readRecord(db, art, id);
}

/** Reads a record without locking it. */
export async function readRecord(db: Db, art: DatensatzArt, id: string): Promise<FuehrenderDatensatz | null> {
  const { rows } = await db.query<{ d: FuehrenderDatensatz }>('select d from datensatz where art = $1 and id = $2', [
    art,
    id,
  ]);
  return rows[0]?.d ?? null;
}

/** The next revision. Drawn after the record was locked, so revisions of one record only grow (docs/decisions/0010). */
export async function nextRev(db: Db): Promise<number> {
  const { rows } = await db.query<{ rev: number }>(`select nextval('rev') as rev`);
  return rows[0]!.rev;
}

/** Who changed a record; null for the authority itself (admin, import). */
export type Herkunft = { readonly dev: string; readonly n: number } | null;

/**
 * Writes a record and announces it to the change feed in the same transaction. `vonAkte` is the Akte it was moved out of;
 * equal to the record's own when it stays.
 */
export async function storeRecord(
  db: Db,
  record: FuehrenderDatensatz,
  options: { readonly by: Herkunft; readonly vonAkte?: string | null },
): Promise<void> {
  await db.query(
    `insert into datensatz (art, id, akte, rev, d) values ($1, $2, $3, $4, $5)
     on conflict (art, id) do update set akte = excluded.akte, rev = excluded.rev, d = excluded.d`,
    [record.art, record.id, record.akte, record.rev, JSON.stringify(record)],
  );
  const vonAkte = options.vonAkte === record.akte ? null : (options.vonAkte ?? null);
  await db.query('insert into pending (art, rid, akte, von_akte, d, dev, n) values ($1, $2, $3, $4, $5, $6, $7)', [
    record.art,
    record.id,
    record.akte,
    vonAkte,
    wireText(record),
    options.by?.dev ?? null,
    options.by?.n ?? null,
  ]);
}

/** The record as workstations get it: without revision and origin of each field. */
export function wireText(record: FuehrenderDatensatz): string {
  const { art, id, akte, rev, felder } = record;
  return JSON.stringify({ art, id, akte, rev, felder } satisfies Datensatz);
}
