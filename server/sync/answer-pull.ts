import { pipeline, Readable } from 'node:stream';
import { constants, createBrotliCompress } from 'node:zlib';
import { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import type { ServerContext } from '../context.ts';
import { readHead } from '../move-pending.ts';
import { readHorizon } from '../read-horizon.ts';
import { callerOf, type Route } from '../route.ts';
import { readFeed } from './read-feed.ts';

const MAX_ROWS = 100_000;

const querySchema = z.object({
  after: z.coerce.number().int().nonnegative(),
  limit: z.coerce.number().int().positive().default(5_000),
});

/**
 * `GET /v1/sync/pull`: what changed after the cursor, as far as this person may see it, sent while it is read. A cursor from
 * the future (restored server) or from before the horizon is refused with 'resync-needed'.
 */
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
      const head = await readHead(context.pool);
      if (after > head || after < (await readHorizon(context.pool))) throw new AppError('resync-needed');
      const feed = readFeed(context.pool, { person, after, head, limit: Math.min(limit, MAX_ROWS) });
      const text = Readable.from(feed, { objectMode: true, highWaterMark: 1 });
      reply.type('application/x-ndjson').header('vary', 'accept-encoding').header('cache-control', 'no-store');
      if (!/\bbr\b/.test(String(request.headers['accept-encoding'] ?? ''))) return reply.send(text);
      reply.header('content-encoding', 'br');
      // A feed that fails under way ends the answer without its last line: the client counts it as cut.
      return reply.send(pipeline(text, fastBrotli(), () => undefined));
    },
  };
}

/** Every piece leaves at once. */
function fastBrotli() {
  return createBrotliCompress({
    flush: constants.BROTLI_OPERATION_FLUSH,
    params: { [constants.BROTLI_PARAM_QUALITY]: 1 },
  });
}
