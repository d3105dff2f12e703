import type { Db } from './database.ts';
import type { AkteFacts, PersonFacts } from './rights.ts';

interface PersonRow {
  readonly id: string;
  readonly einheit: string;
  readonly vertritt: readonly string[];
  readonly rollen: readonly string[];
  readonly aktiv: boolean;
}

/** The persons with an account, by id. */
export async function loadPersonen(db: Db): Promise<ReadonlyMap<string, PersonFacts>> {
  const { rows } = await db.query<PersonRow>(
    `select p.id, p.d -> 'felder' ->> 'einheit' as einheit, coalesce(p.d -> 'felder' -> 'vertritt', '[]') as vertritt,
            k.rollen, k.aktiv
       from datensatz p join konto k on k.person = p.id where p.art = 'person'`,
  );
  const einheiten = new Map(rows.map((row) => [row.id, row.einheit]));
  return new Map(rows.map((row) => [row.id, toFacts(row, einheiten)]));
}

/** One person with an account, or undefined. */
export async function loadPerson(db: Db, id: string): Promise<PersonFacts | undefined> {
  return db.desk ? db.desk.loadPerson(id) : (await loadSomePersonen(db, [id])).get(id);
}

/** Those of the named persons who have an account, by id. */
export async function loadSomePersonen(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, PersonFacts>> {
  const { rows } = await db.query<PersonRow & { vertretene: Record<string, string> }>(
    `select p.id, p.d -> 'felder' ->> 'einheit' as einheit, coalesce(p.d -> 'felder' -> 'vertritt', '[]') as vertritt,
            k.rollen, k.aktiv,
            (select coalesce(jsonb_object_agg(v.id, v.d -> 'felder' ->> 'einheit'), '{}') from datensatz v
              where v.art = 'person'
                and v.id in (select jsonb_array_elements_text(coalesce(p.d -> 'felder' -> 'vertritt', '[]')))) as vertretene
       from datensatz p join konto k on k.person = p.id where p.art = 'person' and p.id = any($1)`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, toFacts(row, new Map(Object.entries(row.vertretene)))]));
}

function toFacts(row: PersonRow, einheiten: ReadonlyMap<string, string>): PersonFacts {
  const vertritt = row.vertritt.flatMap((id) => {
    const einheit = einheiten.get(id);
    return einheit === undefined ? [] : [{ id, einheit }];
  });
  return { id: row.id, einheit: row.einheit, rollen: row.rollen, aktiv: row.aktiv, vertritt };
}

/** Facts of the named Akten, or of all when `ids` is null; an unknown id is missing in the answer. */
export async function loadAkten(db: Db, ids: readonly string[] | null): Promise<ReadonlyMap<string, AkteFacts>> {
  if (db.desk && ids) return db.desk.loadAkten(ids);
  const { rows } = await db.query<AkteFacts & { id: string }>(
    `select a.id, a.d -> 'felder' ->> 'federfuehrung' as federfuehrung,
            coalesce(a.d -> 'felder' ->> 'status', 'offen') as status,
            coalesce(a.d -> 'felder' ->> 'vertraulichkeit', '003') as vertraulichkeit,
            coalesce(v.bearbeitung, '{}') as bearbeitung
       from datensatz a
       left join (select akte, array_agg(distinct d -> 'felder' ->> 'bearbeitung') as bearbeitung from datensatz
                   where art = 'vorgang' and d -> 'felder' ->> 'bearbeitung' is not null
                     and ($1::text[] is null or akte = any($1)) group by akte) v on v.akte = a.id
      where a.art = 'akte' and ($1::text[] is null or a.id = any($1))`,
    [ids],
  );
  return new Map(rows.map(({ id, ...facts }) => [id, facts]));
}
