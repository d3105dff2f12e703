import { AppError } from '../../shared/errors.ts';
import type { ServerContext } from '../context.ts';
import { callerOf, type Route } from '../route.ts';
import { usableBlobs } from './blob-rights.ts';

/** `GET /v1/blobs/:sha`, whole or one range (RFC 9110 §14); 404 for what the person may not see. */
export function downloadBlobRoute(context: ServerContext): Route {
  return {
    method: 'GET',
    url: '/v1/blobs/:sha',
    rule: {
      access: 'device',
      summary: 'The bytes of a Version, whole or a range.',
      answerType: 'application/octet-stream',
    },
    async handle(request, reply) {
      const { sha } = request.params as { sha: string };
      if (!(await usableBlobs(context.pool, callerOf(request).person, [sha])).has(sha)) throw new AppError('not-found');
      const size = await context.blobs.sizeBytes(sha);
      // The database names it and the store lacks it: the store was damaged or put back badly.
      if (size === null) throw new Error('a blob is missing in the store');
      reply
        .type('application/octet-stream')
        .header('accept-ranges', 'bytes')
        .header('etag', `"${sha}"`)
        .header('cache-control', 'private, immutable');
      const range = parseRange(request.headers.range, size);
      if (range === 'unsatisfiable') return reply.code(416).header('content-range', `bytes */${size}`).send();
      if (!range) return reply.header('content-length', size).send(await context.blobs.read(sha));
      return reply
        .code(206)
        .header('content-range', `bytes ${range.start}-${range.end}/${size}`)
        .header('content-length', range.end - range.start + 1)
        .send(await context.blobs.read(sha, range));
    },
  };
}

/** One range, ends inclusive; undefined for none or for several, which are answered by the whole. */
export function parseRange(
  header: string | undefined,
  sizeBytes: number,
): { readonly start: number; readonly end: number } | 'unsatisfiable' | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  if (!match || (match[1] === '' && match[2] === '')) return undefined;
  const start = match[1] === '' ? Math.max(0, sizeBytes - Number(match[2])) : Number(match[1]);
  const end = match[1] === '' || match[2] === '' ? sizeBytes - 1 : Math.min(Number(match[2]), sizeBytes - 1);
  return start > end || start >= sizeBytes ? 'unsatisfiable' : { start, end };
}
