import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import type { PullEnd } from '../../shared/sync-protocol.ts';
import type { ServerContext } from '../context.ts';
import { type Db, transaction } from '../database.ts';
import { callerOf, type Route } from '../route.ts';
import { readHead } from '../sequencer.ts';

const MAX_ROWS = 20_000;
const brotli = promisify(brotliCompress);

const querySchema = z.object({
  after: z.coerce.number().int().nonnegative(),
  limit: z.coerce.number().int().positive().default(5_000),
});

/** `GET /v1/sync/pull`: what changed after the cursor, as far as this person may see it. */
export function pullRoute(context: ServerContext): Route {
  return {
    method: 'GET',
    url: '/v1/sync/pull',
    rule: {
      access: 'device',
      summary: 'Rows of the change feed after a cursor, one JSON object per line, ended by a line with cursor and mac.',
      query: querySchema,
      answerType: 'application/x-ndjson',
    },
    async handle(request, reply) {
      const { after, limit } = request.query as z.infer<typeof querySchema>;
      const { person } = callerOf(request);
      const text = await transaction(
        context.pool,
        (db) => readPull(db, { person, after, limit: Math.min(limit, MAX_ROWS) }),
        'repeatable read, read only',
      );
      reply.type('application/x-ndjson').header('vary', 'accept-encoding').header('cache-control', 'no-store');
      if (!/\bbr\b/.test(String(request.headers['accept-encoding'] ?? ''))) return reply.send(text);
      reply.header('content-encoding', 'br');
      return reply.send(await brotli(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }));
    },
  };
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
 * The batch as text. A row is visible if the person's right to its Akte began at or before its sequence (`sicht.seit`); a
 * record moved out of an Akte she sees into one she does not see is `gone`. `p` chains the rows of the answer to each other
 * and to the cursor asked for. Throws AppError 'resync-needed' for a cursor from the future (restored server).
 */
export async function readPull(
  db: Db,
  query: { readonly person: string; readonly after: number; readonly limit: number },
): Promise<string> {
  const head = await readHead(db);
  if (query.after > head) throw new AppError('resync-needed');
  const { rows } = await db.query<LogRow>(
    `select s, case when sees then 'put' else 'gone' end as k, art, rid,
            case when sees or k = 'gone' then akte else von_akte end as akte,
            case when sees then d end as d, dev, n
       from (select l.*, l.k = 'put' and (l.akte is null or l.s >= now_in.seit) as sees,
                    l.k = 'gone' or l.s >= was_in.seit as misses
               from log l
               left join sicht now_in on now_in.person = $1 and now_in.akte = l.akte
               left join sicht was_in on was_in.person = $1 and was_in.akte = l.von_akte
              where l.s > $2 and (l.fuer is null or l.fuer = $1)) as seen
      where sees or misses
      order by s limit $3`,
    [query.person, query.after, query.limit],
  );
  const more = rows.length === query.limit;
  const lines: string[] = [];
  let p = query.after;
  for (const row of rows) {
    lines.push(toLine(row, p));
    p = row.s;
  }
  const body = lines.join('');
  const mac = createHash('sha256').update(body).digest('hex');
  const end: PullEnd = { end: true, head, cursor: more ? p : head, more, mac };
  return `${body}${JSON.stringify(end)}\n`;
}

/** One {@link PullRow}; the record's text goes out as it was stored. */
function toLine({ s, k, art, rid, akte, d, dev, n }: LogRow, p: number): string {
  if (k === 'gone') return `${JSON.stringify({ k, s, p, art, id: rid, akte })}\n`;
  const by = dev === null ? '' : `,"by":${JSON.stringify({ dev, n })}`;
  return `{"k":"put","s":${s},"p":${p},"d":${d}${by}}\n`;
}
