import type { Datensatz, DatensatzArt } from '../shared/akte.ts';
import type { FuehrenderDatensatz } from '../shared/merge.ts';
import { type Db, write } from './database.ts';

/** Locks a record, also one that does not exist yet, until the transaction ends, and reads it. */
export async function lockRecord(db: Db, art: DatensatzArt, id: string): Promise<FuehrenderDatensatz | null> {
  if (db.desk) return db.desk.lockRecord(art, id);
  // Asked in one go: the second statement sees what was committed while the first one waited.
  const [, record] = await Promise.all([
    db.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`${art}/${id}`]),
    readRecord(db, art, id),
  ]);
  return record;
}

/** Reads a record without locking it. */
export async function readRecord(db: Db, art: DatensatzArt, id: string): Promise<FuehrenderDatensatz | null> {
  if (db.desk) return db.desk.readRecord(art, id);
  const { rows } = await db.query<{ d: FuehrenderDatensatz }>('select d from datensatz where art = $1 and id = $2', [
    art,
    id,
  ]);
  return rows[0]?.d ?? null;
}

/** The next revision. Drawn after the record was locked, so revisions of one record only grow (docs/decisions/0010). */
export async function nextRev(db: Db): Promise<number> {
  if (db.desk) return db.desk.nextRev();
  const { rows } = await db.query<{ rev: number }>(`select nextval('rev') as rev`);
  return rows[0]!.rev;
}

/** Who changed a record; null for the authority itself (admin, import). */
export type Herkunft = { readonly dev: string; readonly n: number } | null;

/** Writes a record as a whole in the authority's own name: every field is new. Lock it before. */
export async function storeWhole(db: Db, record: Pick<Datensatz, 'art' | 'id' | 'akte' | 'felder'>): Promise<void> {
  const rev = await nextRev(db);
  const feldrev = Object.fromEntries(Object.keys(record.felder).map((feld) => [feld, rev]));
  await storeRecord(db, { ...record, rev, feldrev, feldvon: {} }, { by: null });
}

/**
 * Writes a record and announces it to the change feed in the same transaction. `vonAkte` is the Akte it was moved out of;
 * equal to the record's own when it stays.
 */
export async function storeRecord(
  db: Db,
  record: FuehrenderDatensatz,
  options: { readonly by: Herkunft; readonly vonAkte?: string | null },
): Promise<void> {
  const vonAkte = options.vonAkte === record.akte ? null : (options.vonAkte ?? null);
  if (db.desk) return db.desk.storeRecord({ record, vonAkte, by: options.by });
  await write(
    db,
    `with announced as (
       insert into pending (art, rid, akte, von_akte, d, dev, n) values ($1, $2, $3, $6, $7, $8, $9)
     )
     insert into datensatz (art, id, akte, rev, d) values ($1, $2, $3, $4, $5)
     on conflict (art, id) do update set akte = excluded.akte, rev = excluded.rev, d = excluded.d`,
    [
      record.art,
      record.id,
      record.akte,
      record.rev,
      JSON.stringify(record),
      vonAkte,
      wireText(record),
      options.by?.dev ?? null,
      options.by?.n ?? null,
    ],
  );
}

/** The record as workstations get it: without revision and origin of each field. */
export function wireText(record: FuehrenderDatensatz): string {
  const { art, id, akte, rev, felder } = record;
  return JSON.stringify({ art, id, akte, rev, felder } satisfies Datensatz);
}
