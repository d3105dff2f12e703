import type { Db } from '../database.ts';

/**
 * Complete blobs among `shas` that the person uploaded, sees as Version, or format of one, in an Akte (S26), or got as a package
 * (S105). A hash alone is no right to the bytes.
 */
export async function usableBlobs(db: Db, person: string, shas: readonly string[]): Promise<ReadonlySet<string>> {
  if (shas.length === 0) return new Set();
  const { rows } = await db.query<{ sha: string }>(
    `select b.sha from blob b where b.sha = any($2) and (
       exists (select from blob_von u where u.sha = b.sha and u.person = $1)
       or exists (select from datensatz v join sicht s on s.akte = v.akte and s.person = $1
                   where v.art in ('version', 'primaerdokument') and v.d -> 'felder' ->> 'sha' = b.sha)
       or exists (select from datensatz p join sicht s on s.akte = p.akte and s.person = $1
                   where p.art = 'uebergabe' and p.d -> 'felder' ->> 'sha' = b.sha
                     and p.d -> 'felder' ->> 'an' = $1))`,
    [person, [...shas]],
  );
  return new Set(rows.map(({ sha }) => sha));
}
