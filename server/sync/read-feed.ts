import { createHash } from 'node:crypto';
import type { PullEnd } from '../../shared/sync-protocol.ts';
import type { Db } from '../database.ts';

/** Sequences read by one statement. Each is a pull of its own as far as rights go, so no transaction spans the answer. */
const CHUNK = 2_048;

/** Whose feed, after which cursor, up to which sequence, and how many rows at most. */
export interface FeedQuery {
  readonly person: string;
  readonly after: number;
  readonly head: number;
  readonly limit: number;
}

interface LogRow {
  readonly s: number;
  readonly k: 'put' | 'gone';
  readonly art: string;
  readonly rid: string;
  readonly akte: string | null;
  readonly d: string | null;
  readonly dev: string | null;
  readonly n: number | null;
}

/**
 * The lines of a pull, in pieces of many, the end last; the next piece is read from the database while the one before is on
 * its way. `p` chains the rows of the answer to each other and to the cursor asked for.
 */
export async function* readFeed(db: Db, query: FeedQuery): AsyncGenerator<string> {
  const { head, limit } = query;
  const mac = createHash('sha256');
  let p = query.after;
  let count = 0;
  let from = query.after;
  let next = readChunk(db, query.person, from, head);
  while (from < head && count < limit) {
    const rows = (await next).slice(0, limit - count);
    from += CHUNK;
    count += rows.length;
    if (from < head && count < limit) next = readChunk(db, query.person, from, head);
    const lines: string[] = [];
    for (const row of rows) {
      lines.push(toLine(row, p));
      p = row.s;
    }
    const piece = lines.join('');
    mac.update(piece);
    if (piece !== '') yield piece;
  }
  const more = count === limit;
  const end: PullEnd = { end: true, head, cursor: more ? p : head, more, mac: mac.digest('hex') };
  yield `${JSON.stringify(end)}\n`;
}

/**
 * A row is visible if the person's right to its Akte began at or before its sequence (`sicht.seit`); a record moved out of an
 * Akte she sees into one she does not see is `gone`. `sicht` is asked by its key per row: a join would be planned from
 * statistics, and without them (a database just filled) it compares every row with every right.
 */
function readChunk(db: Db, person: string, after: number, head: number): Promise<readonly LogRow[]> {
  const reading = db.query<LogRow>(
    `select s, case when sees then 'put' else 'gone' end as k, art, rid,
            case when sees or k = 'gone' then akte else von_akte end as akte,
            case when sees then d end as d, dev, n
       from (select l.*,
                    l.k = 'put' and (l.akte is null or l.s >=
                      (select seit from sicht where sicht.person = $1 and sicht.akte = l.akte)) as sees,
                    l.k = 'gone' or l.s >=
                      (select seit from sicht where sicht.person = $1 and sicht.akte = l.von_akte) as misses
               from log l
              where l.s > $2 and l.s <= $3 and (l.fuer is null or l.fuer = $1)
             offset 0) as seen
      where sees or misses
      order by s`,
    [person, after, Math.min(after + CHUNK, head)],
  );
  const rows = reading.then((result) => result.rows);
  // Whoever reads hears of a failure; a reader that went away does not.
  rows.catch(() => undefined);
  return rows;
}

/** One {@link PullRow}; the record's text goes out as it was stored. */
function toLine({ s, k, art, rid, akte, d, dev, n }: LogRow, p: number): string {
  if (k === 'gone') return `${JSON.stringify({ k, s, p, art, id: rid, akte })}\n`;
  const by = dev === null ? '' : `,"by":${JSON.stringify({ dev, n })}`;
  return `{"k":"put","s":${s},"p":${p},"d":${d}${by}}\n`;
}
