import type { Announced } from '../desk.ts';
import { wireText } from '../store-record.ts';

/** An operation that was decided, as it is kept. `op` and `ergebnis` are JSON. */
export interface Decided {
  readonly dev: string;
  readonly n: number;
  readonly h: string;
  readonly op: string;
  readonly ergebnis: string;
  readonly zeit: Date;
}

/** One statement and its values. */
export type Statement = readonly [text: string, values: unknown[]];

/** Keeps decided operations and counts them at their devices, any number at once. */
export function keepDecided(all: readonly Decided[]): Statement {
  const last = new Map(all.map((one) => [one.dev, one]));
  return [
    `with counted as (
       update geraet set last_n = c.n, last_h = c.h
         from unnest($1::text[], $2::bigint[], $3::text[]) as c (id, n, h) where geraet.id = c.id
     )
     insert into operation (dev, n, h, op, ergebnis, zeit)
     select dev, n, h, op::jsonb, ergebnis::jsonb, zeit
       from unnest($4::text[], $5::bigint[], $6::text[], $7::text[], $8::text[], $9::timestamptz[])
         as t (dev, n, h, op, ergebnis, zeit)`,
    [...columns([...last.values()], ['dev', 'n', 'h']), ...columns(all, ['dev', 'n', 'h', 'op', 'ergebnis', 'zeit'])],
  ];
}

/** Announces records to the change feed in this order. */
export function announce(all: readonly Announced[]): Statement {
  const rows = all.map(({ record, vonAkte, by }) => {
    const { art, id, akte } = record;
    return { art, id, akte, vonAkte, d: wireText(record), dev: by?.dev ?? null, n: by?.n ?? null };
  });
  return [
    `insert into pending (art, rid, akte, von_akte, d, dev, n)
     select art, rid, akte, von_akte, d, dev, n
       from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[])
         with ordinality as t (art, rid, akte, von_akte, d, dev, n, i)
      order by i`,
    columns(rows, ['art', 'id', 'akte', 'vonAkte', 'd', 'dev', 'n']),
  ];
}

/** Writes each record as it was announced last. */
export function writeRecords(all: readonly Announced[]): Statement {
  const last = new Map(all.map(({ record }) => [`${record.art}/${record.id}`, record]));
  const rows = [...last.values()].map((record) => ({ ...record, d: JSON.stringify(record) }));
  return [
    `insert into datensatz (art, id, akte, rev, d)
     select art, id, akte, rev, d::jsonb
       from unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::text[]) as t (art, id, akte, rev, d)
     on conflict (art, id) do update set akte = excluded.akte, rev = excluded.rev, d = excluded.d`,
    columns(rows, ['art', 'id', 'akte', 'rev', 'd']),
  ];
}

function columns<T>(rows: readonly T[], names: readonly (keyof T)[]): unknown[] {
  return names.map((name) => rows.map((row) => row[name]));
}
