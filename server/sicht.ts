import type { Db } from './database.ts';
import { loadAkten, loadPersonen } from './load-facts.ts';
import { decide } from './rights.ts';

/** A row that has just entered the log. */
interface Changed {
  readonly art: string;
  readonly rid: string;
  readonly akte: string | null;
}

/**
 * Who sees which Akte, from which sequence on: the stored answer of {@link decide}. After rows entered the log it is brought
 * up to date for what they touched. A grant puts the Akte's records into the log once more for that person, a revoke puts a
 * `gone` for each of them (S21, S22). Answers the new head.
 */
export async function refreshSicht(db: Db, changed: readonly Changed[], head: number): Promise<number> {
  const personenTouched = changed.filter(({ art }) => art === 'person').map(({ rid }) => rid);
  const aktenTouched = new Set<string>();
  for (const { art, rid, akte } of changed) {
    if (art === 'akte') aktenTouched.add(rid);
    if (art === 'vorgang' && akte !== null) aktenTouched.add(akte);
  }
  if (personenTouched.length === 0 && aktenTouched.size === 0) return head;

  const personen = await loadPersonen(db);
  const akten = await loadAkten(db, personenTouched.length > 0 ? null : [...aktenTouched]);
  const wanted = new Set<string>();
  for (const person of personen.values()) {
    for (const [id, akte] of akten) {
      if (decide({ person, action: 'read', akte }) === 'allowed') wanted.add(pairOf(person.id, id));
    }
  }
  const { rows } = await db.query<{ person: string; akte: string }>(
    'select person, akte from sicht where akte = any($1)',
    [[...akten.keys()]],
  );
  const present = new Set(rows.map(({ person, akte }) => pairOf(person, akte)));
  const granted = [...wanted].filter((pair) => !present.has(pair));
  const revoked = [...present].filter((pair) => !wanted.has(pair));
  return revoke(db, revoked, await grant(db, granted, head));
}

/** Rows of the Akte before `seit` stay invisible to the person; the copies carry its state as of now. */
async function grant(db: Db, pairs: readonly string[], head: number): Promise<number> {
  if (pairs.length === 0) return head;
  const { persons, akten } = split(pairs);
  await db.query(
    'insert into sicht (person, akte, seit) select p, a, $3 from unnest($1::text[], $2::text[]) as t (p, a) on conflict do nothing',
    [persons, akten, head + 1],
  );
  const { rowCount } = await db.query(
    `insert into log (s, k, art, rid, akte, fuer, d)
     select $3 + row_number() over (order by t.p, r.akte, r.art, r.id), 'put', r.art, r.id, r.akte, t.p,
            (r.d - 'feldvon')::text
       from unnest($1::text[], $2::text[]) as t (p, a)
       join datensatz r on r.akte = t.a`,
    [persons, akten, head],
  );
  return head + (rowCount ?? 0);
}

async function revoke(db: Db, pairs: readonly string[], head: number): Promise<number> {
  if (pairs.length === 0) return head;
  const { persons, akten } = split(pairs);
  await db.query(
    'delete from sicht using unnest($1::text[], $2::text[]) as t (p, a) where person = t.p and akte = t.a',
    [persons, akten],
  );
  const { rowCount } = await db.query(
    `insert into log (s, k, art, rid, akte, fuer)
     select $3 + row_number() over (order by t.p, r.akte, r.art, r.id), 'gone', r.art, r.id, r.akte, t.p
       from unnest($1::text[], $2::text[]) as t (p, a) join datensatz r on r.akte = t.a`,
    [persons, akten, head],
  );
  return head + (rowCount ?? 0);
}

/** Person and Akte as one key of a set; no character of an id can be taken for the seam. */
function pairOf(person: string, akte: string): string {
  return JSON.stringify([person, akte]);
}

function split(pairs: readonly string[]): { persons: string[]; akten: string[] } {
  const parts = pairs.map((pair) => JSON.parse(pair) as [person: string, akte: string]);
  return { persons: parts.map(([person]) => person), akten: parts.map(([, akte]) => akte) };
}
