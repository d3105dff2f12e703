import { AppError } from '../../shared/errors.ts';
import { trustDocumentSchema } from '../../shared/trust/trust-list.ts';
import type { ServerContext } from '../context.ts';
import type { Route } from '../route.ts';
import { newestDocument } from './trust-store.ts';

/** `GET /v1/trust`: the newest trusted list, signed. Its number is the ETag; nothing in it is about Akten or persons. */
export function trustRoute(context: ServerContext): Route {
  return {
    method: 'GET',
    url: '/v1/trust',
    rule: {
      access: 'device',
      summary: 'The newest trusted list, signed with the key that the enrolment told; 304 when If-None-Match names it.',
      answer: trustDocumentSchema,
    },
    async handle(request, reply) {
      const newest = await newestDocument(context.pool);
      if (!newest) throw new AppError('not-found');
      const etag = `"${newest.number}"`;
      reply.header('etag', etag).header('cache-control', 'no-cache');
      if (request.headers['if-none-match'] === etag) return reply.code(304).send();
      return reply.type('application/json; charset=utf-8').send(newest.document);
    },
  };
}
