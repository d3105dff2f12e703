import { AppError } from '../../shared/errors.ts';
import type { PullEnd } from '../../shared/sync-protocol.ts';
import type { Db } from '../database.ts';
import { createPullMac } from './pull-mac.ts';

/** Sequences read by one statement. Each is a pull of its own as far as rights go, so no transaction spans the answer. */
const CHUNK = 2_048;

/** Whose feed, after which cursor, up to which sequence, and how many rows at most. */
export interface FeedQuery {
  readonly person: string;
  readonly after: number;
  readonly head: number;
  readonly limit: number;
}

interface Piece {
  /** Null = none of these sequences is visible. */
  readonly lines: string | null;
  readonly count: number;
  /** Sequence of the last line. */
  readonly last: number | null;
  /** Up to here the feed was pruned when this was read. */
  readonly horizon: number;
}

/**
 * The lines of a pull, in pieces of many, the end last; the next piece is read from the database while the one before is on
 * its way. `p` chains the rows of the answer to each other and to the cursor asked for. Throws AppError 'resync-needed' when
 * the feed is pruned meanwhile.
 */
export async function* readFeed(db: Db, query: FeedQuery): AsyncGenerator<Buffer> {
  const { after, head, limit } = query;
  const mac = createPullMac();
  let p = after;
  let count = 0;
  let from = after;
  let next = readPiece(db, { ...query, from, p });
  while (from < head && count < limit) {
    const piece = await next;
    from += CHUNK;
    count += piece.count;
    p = piece.last ?? p;
    if (from < head && count < limit) next = readPiece(db, { ...query, from, p, limit: limit - count });
    if (!piece.lines) continue;
    const lines = Buffer.from(piece.lines);
    mac.update(lines);
    yield lines;
  }
  const more = count === limit;
  const end: PullEnd = { end: true, head, cursor: more ? p : head, more, mac: mac.hex() };
  yield Buffer.from(`${JSON.stringify(end)}\n`);
}

/**
 * One {@link PullRow} per line, written by the database: one long text costs this process much less than thousands of rows of
 * eight columns. A row is visible if the person's right to its Akte began at or before its sequence
 * (`sicht.seit`); a record moved out of an Akte she sees into one she does not see is `gone`. `sicht` is asked by its key per
 * row: a join would be planned from statistics, and without them (a database just filled) it compares every row with every
 * right.
 */
function readPiece(db: Db, query: FeedQuery & { readonly from: number; readonly p: number }): Promise<Piece> {
  const { person, head, from, p, limit } = query;
  const reading = db.query<Piece>(
    `
      select string_agg(
               '{"k":"' || k || '","s":' || s || ',"p":' || p || ',' ||
               case when k = 'put' then '"d":' || d || coalesce(',"by":{"dev":' || to_json(dev) || ',"n":' || n || '}', '')
                    else '"art":' || to_json(art) || ',"id":' || to_json(rid) || ',"akte":' ||
                         coalesce(to_json(akte)::text, 'null') end
               || E'}\n', '' order by s) as lines,
             count(*) as count,
             max(s) as last,
             coalesce((select wert::bigint from meta where name = 'horizon'), 0) as horizon
        from (select s, lag(s, 1, $4::bigint) over (order by s) as p, case when sees then 'put' else 'gone' end as k,
                     art, rid, case when sees or k = 'gone' then akte else von_akte end as akte, d, dev, n
                from (select l.*,
                             l.k = 'put' and (l.akte is null or l.s >=
                               (select seit from sicht where sicht.person = $1 and sicht.akte = l.akte)) as sees,
                             l.k = 'gone' or l.s >=
                               (select seit from sicht where sicht.person = $1 and sicht.akte = l.von_akte) as misses
                        from log l
                       where l.s > $2 and l.s <= $3 and (l.fuer is null or l.fuer = $1)
                      offset 0) as seen
               where sees or misses
               order by s limit $5) as visible`,
    [person, from, Math.min(from + CHUNK, head), p, limit],
  );
  const piece = reading.then(({ rows: [row] }) => {
    // Pruned since the pull began: what is left would look whole (S111).
    if (row!.horizon > from) throw new AppError('resync-needed');
    return row!;
  });
  // Whoever reads hears of a failure; a reader that went away does not.
  piece.catch(() => undefined);
  return piece;
}
