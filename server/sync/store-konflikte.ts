import { createHash } from 'node:crypto';
import type { Felder, Feldwert } from '../../shared/akte.ts';
import type { Operation } from '../../shared/change.ts';
import type { Feldkonflikt, FuehrenderDatensatz } from '../../shared/merge.ts';
import type { Db } from '../database.ts';
import { nextRev, storeRecord } from '../store-record.ts';

/** Makes one open Konflikt per contradicted field, in the record's own Akte so that both sides see it; answers their ids. */
export async function storeKonflikte(
  db: Db,
  on: {
    readonly operation: Operation;
    readonly record: FuehrenderDatensatz;
    readonly conflicts: readonly Feldkonflikt[];
  },
): Promise<string[]> {
  const { operation, record } = on;
  const ids: string[] = [];
  for (const conflict of on.conflicts) {
    const theirs = await readAuthor(db, record, conflict.feld, operation);
    const felder: Felder = {
      bezugArt: record.art,
      bezug: record.id,
      feld: conflict.feld,
      basis: await readBasis(db, record, { feld: conflict.feld, rev: operation.base[conflict.feld] ?? 0 }),
      mein: conflict.mein,
      meinVon: operation.actor,
      meinZeit: operation.t,
      ihr: conflict.ihr,
      ihrVon: theirs.person,
      ihrZeit: theirs.zeit,
      operationGeraet: operation.dev,
      operationN: operation.n,
      status: 'offen',
      entscheidung: null,
      entschiedenVon: null,
      entschiedenZeit: null,
    };
    const id = konfliktId(operation, conflict.feld);
    const rev = await nextRev(db);
    const by = { dev: operation.dev, n: operation.n };
    const names = Object.keys(felder);
    await storeRecord(
      db,
      {
        art: 'konflikt',
        id,
        akte: record.akte,
        rev,
        felder,
        feldrev: Object.fromEntries(names.map((name) => [name, rev])),
        feldvon: Object.fromEntries(names.map((name) => [name, by])),
      },
      { by },
    );
    ids.push(id);
  }
  return ids;
}

/** The same operation always makes the same Konflikt. */
function konfliktId({ dev, n }: Operation, feld: string): string {
  return `konflikt-${createHash('sha256').update(`${dev}:${n}:${feld}`).digest('hex').slice(0, 32)}`;
}

/** The value the person had seen: the field in the record as it was at her base revision. */
async function readBasis(
  db: Db,
  record: FuehrenderDatensatz,
  at: { readonly feld: string; readonly rev: number },
): Promise<Feldwert> {
  if (at.rev === 0) return null;
  const { rows } = await db.query<{ wert: Feldwert }>(
    `select d::jsonb -> 'felder' -> $3 as wert
       from (select d from log where art = $1 and rid = $2 and d is not null
             union all select d from pending where art = $1 and rid = $2) as history
      where (d::jsonb ->> 'rev')::bigint = $4 limit 1`,
    [record.art, record.id, at.feld, at.rev],
  );
  return rows[0]?.wert ?? null;
}

/** Who wrote the value that stays, and when. */
async function readAuthor(
  db: Db,
  record: FuehrenderDatensatz,
  feld: string,
  operation: Operation,
): Promise<{ person: string; zeit: string }> {
  const von = record.feldvon[feld];
  const { rows } = await db.query<{ person: string; zeit: string }>(
    `select op ->> 'actor' as person, op ->> 't' as zeit from operation where dev = $1 and n = $2`,
    [von?.dev ?? '', von?.n ?? 0],
  );
  return rows[0] ?? { person: 'behoerde', zeit: operation.t };
}
