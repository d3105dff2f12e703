import type { Db } from './database.ts';
import { loadAkten, loadPersonen } from './load-facts.ts';
import { makeRecent, type Recent } from './recent.ts';
import { type AkteFacts, decide } from './rights.ts';

/** A row that has just entered the log. */
interface Changed {
  readonly art: string;
  readonly rid: string;
  readonly akte: string | null;
  /** The Akte it was moved out of; null: it stayed. */
  readonly von_akte: string | null;
}

/**
 * What was known of each Akte when it was last worked out who sees it: most changes alter none of it. Thrown away with the
 * transaction that failed, and with the lead.
 */
export type WorkedOut = Recent<string>;

/** Nothing is known yet. */
export const nothingWorkedOut = (): WorkedOut => makeRecent(20_000);

/**
 * Who sees which Akte, from which sequence on: the stored answer of {@link decide}. After rows entered the log it is brought
 * up to date for what they touched. A grant puts the Akte's records into the log once more for that person, a revoke puts a
 * `gone` for each of them (S21, S22). Answers the new head.
 */
export async function refreshSicht(
  db: Db,
  changed: readonly Changed[],
  { head, workedOut }: { readonly head: number; readonly workedOut: WorkedOut },
): Promise<number> {
  const personenTouched = changed.filter(({ art }) => art === 'person').map(({ rid }) => rid);
  const aktenTouched = new Set<string>();
  for (const { art, rid, akte, von_akte } of changed) {
    if (art === 'akte') aktenTouched.add(rid);
    // A Vorgang that moves brings a person to the one Akte and takes her from the other.
    if (art === 'vorgang') for (const id of [akte, von_akte]) if (id !== null) aktenTouched.add(id);
  }
  if (personenTouched.length === 0 && aktenTouched.size === 0) return head;

  const isForAll = personenTouched.length > 0;
  const akten = new Map(await loadAkten(db, isForAll ? null : [...aktenTouched]));
  for (const [id, facts] of akten) {
    const text = textOf(facts);
    if (!isForAll && workedOut.find(id) === text) akten.delete(id);
    else workedOut.put(id, text);
  }
  if (akten.size === 0) return head;
  const personen = await loadPersonen(db);
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

/** All that {@link decide} looks at when somebody reads. */
function textOf({ federfuehrung, vertraulichkeit, bearbeitung }: AkteFacts): string {
  return JSON.stringify([federfuehrung, vertraulichkeit, [...bearbeitung].sort()]);
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
            (r.d - 'feldrev' - 'feldvon')::text
       from unnest($1::text[], $2::text[]) as t (p, a)
       join datensatz r on r.akte = t.a`,
    [persons, akten, head],
  );
  return head + (rowCount ?? 0);
}

/**
 * Takes every record away that the person may still hold: those of the Akte, and those that were moved out of it since her
 * right began, whose own rows she does not see any more. What is on its way into the log counts as moved; in one statement, so
 * that a move cannot happen in between.
 */
async function revoke(db: Db, pairs: readonly string[], head: number): Promise<number> {
  if (pairs.length === 0) return head;
  const { persons, akten } = split(pairs);
  const { rows } = await db.query<{ person: string; akte: string; seit: number }>(
    'delete from sicht using unnest($1::text[], $2::text[]) as t (p, a) where person = t.p and akte = t.a returning sicht.*',
    [persons, akten],
  );
  const { rowCount } = await db.query(
    `with ended as (select * from unnest($1::text[], $2::text[], $3::bigint[]) as t (p, a, seit)),
          moved as (
            select p, a, art, rid from ended join log on von_akte = a and s >= seit
             union select p, a, art, rid from ended join pending on von_akte = a
          ), held as (
            select p, a, r.art, r.id from ended join datensatz r on r.akte = a
             union
            select p, a, r.art, r.id from moved join datensatz r on r.art = moved.art and r.id = rid
             where r.akte is not null and not exists (select from sicht where person = p and sicht.akte = r.akte)
          )
     insert into log (s, k, art, rid, akte, fuer)
     select $4 + row_number() over (order by p, a, art, id), 'gone', art, id, a, p from held`,
    [rows.map(({ person }) => person), rows.map(({ akte }) => akte), rows.map(({ seit }) => seit), head],
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
