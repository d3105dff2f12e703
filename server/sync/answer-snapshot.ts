import { z } from 'zod';
import { datensatzArten, idSchema } from '../../shared/akte.ts';
import { AppError } from '../../shared/errors.ts';
import { AUTHORITY_SHARD, type ShardList, shardListSchema } from '../../shared/sync-protocol.ts';
import type { ServerContext } from '../context.ts';
import type { Db } from '../database.ts';
import { readHead } from '../move-pending.ts';
import { callerOf, type Route } from '../route.ts';

/** Records in one answer at most. */
const MAX_RECORDS = 5_000;
/** Shards asked for at once at most: their names have to fit into an address. */
const MAX_SHARDS = 64;

const querySchema = z.object({
  shard: z.string().max(8_000).optional(),
  after: z.string().max(120).optional(),
});

/**
 * `GET /v1/sync/snapshot`: for a workstation from before the horizon. Without `shard` the shards that this person sees with
 * their digests, otherwise the records of the named ones; a shard she does not see is empty (S84, I6).
 */
export function snapshotRoute({ pool }: ServerContext): Route {
  return {
    method: 'GET',
    url: '/v1/sync/snapshot',
    rule: {
      access: 'device',
      summary: 'Shards with their digests, or the records of named shards, one JSON object per line.',
      query: querySchema,
      answer: shardListSchema,
      answerType: 'application/x-ndjson',
    },
    async handle(request, reply) {
      const { shard, after } = request.query as z.infer<typeof querySchema>;
      const { person } = callerOf(request);
      reply.header('cache-control', 'no-store');
      if (shard === undefined) return listShards(pool, person);
      const lines = await readShards(pool, { person, shards: parseShards(shard), after: parseAfter(after) });
      return reply.type('application/x-ndjson').send(lines);
    },
  };
}

/** The head is read first: what changes while the shards are read comes once more with the feed. */
async function listShards(db: Db, person: string): Promise<ShardList> {
  const head = await readHead(db);
  const { rows } = await db.query<ShardList['shards'][number]>(
    `select coalesce(akte, $2) as shard, count(*) as records,
            encode(sha256(string_agg(art || ':' || id || ':' || rev || E'\\n', ''
                   order by (art || ':' || id || ':' || rev) collate "C")::bytea), 'hex') as digest
       from datensatz
      where akte is null or akte in (select akte from sicht where person = $1)
      group by akte order by akte nulls first`,
    [person, AUTHORITY_SHARD],
  );
  return { head, shards: rows };
}

async function readShards(
  db: Db,
  query: { readonly person: string; readonly shards: readonly string[]; readonly after: string },
): Promise<string> {
  const { person, shards, after } = query;
  const { rows } = await db.query<{ d: string }>(
    `select (d - 'feldrev' - 'feldvon')::text as d from datensatz
      where coalesce(akte, $3) = any($2) and (akte is null or akte in (select akte from sicht where person = $1))
        and (art || ':' || id) collate "C" > $4 collate "C"
      order by (art || ':' || id) collate "C" limit $5`,
    [person, shards, AUTHORITY_SHARD, after, MAX_RECORDS + 1],
  );
  const records = rows.slice(0, MAX_RECORDS).map(({ d }) => `${d}\n`);
  return `${records.join('')}${JSON.stringify({ end: true, more: rows.length > MAX_RECORDS })}\n`;
}

function parseShards(text: string): readonly string[] {
  const shards = text.split(',');
  const areNames = shards.every((shard) => shard === AUTHORITY_SHARD || idSchema.safeParse(shard).success);
  if (!areNames || shards.length > MAX_SHARDS) throw new AppError('input-invalid');
  return shards;
}

function parseAfter(text = ''): string {
  const [art = '', id = ''] = [text.slice(0, text.indexOf(':')), text.slice(text.indexOf(':') + 1)];
  const isKey = (datensatzArten as readonly string[]).includes(art) && idSchema.safeParse(id).success;
  if (text !== '' && !isKey) throw new AppError('input-invalid');
  return text;
}
