import type { FuehrenderDatensatz } from '../../shared/merge.ts';
import type { Db } from '../database.ts';
import type { RecordName } from './name-records.ts';

/** Locks the named records, also those that do not exist yet, until the transaction ends, in the order of their names. */
export async function lockNames(db: Db, names: readonly RecordName[]): Promise<void> {
  const keys = [...new Set(names.map(([art, id]) => `${art}/${id}`))].sort();
  await db.query('select pg_advisory_xact_lock(hashtextextended(key, 0)) from unnest($1::text[]) as key', [keys]);
}

/** The named records, null for those that do not exist, and the Vorgaenge of the named Dokumente, by `art/id`. */
export async function readNames(
  db: Db,
  names: readonly RecordName[],
): Promise<Map<string, FuehrenderDatensatz | null>> {
  const { rows } = await db.query<{ d: FuehrenderDatensatz }>(
    `with named as (
       select r.d from unnest($1::text[], $2::text[]) as t (art, id) join datensatz r on r.art = t.art and r.id = t.id
     )
     select d from named
     union all
     select v.d from named join datensatz v on v.art = 'vorgang' and v.id = named.d -> 'felder' ->> 'vorgang'`,
    [names.map(([art]) => art), names.map(([, id]) => id)],
  );
  const found = new Map<string, FuehrenderDatensatz | null>(names.map(([art, id]) => [`${art}/${id}`, null]));
  for (const { d } of rows) found.set(`${d.art}/${d.id}`, d);
  return found;
}

/** So many revisions, ascending. Drawn behind the locks, so that the revisions of one record only grow (docs/decisions/0010). */
export async function drawRevs(db: Db, count: number): Promise<number[]> {
  const { rows } = await db.query<{ rev: number }>(`select nextval('rev') as rev from generate_series(1, $1::int)`, [
    count,
  ]);
  return rows.map(({ rev }) => rev);
}
