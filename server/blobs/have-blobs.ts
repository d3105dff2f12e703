import { z } from 'zod';
import { shaSchema } from '../../shared/akte.ts';
import { blobsHaveSchema } from '../../shared/sync-protocol.ts';
import type { ServerContext } from '../context.ts';
import { callerOf, type Route } from '../route.ts';
import { usableBlobs } from './blob-rights.ts';

/** `POST /v1/blobs/have`: which of these need not be sent; silent about blobs of Akten the person does not see. */
export function haveBlobsRoute(context: ServerContext): Route {
  return {
    method: 'POST',
    url: '/v1/blobs/have',
    rule: {
      access: 'device',
      summary: 'Which of these blobs the server has, of those this person may know about.',
      body: blobsHaveSchema,
      answer: z.object({ have: z.array(shaSchema) }),
    },
    async handle(request) {
      const { shas } = request.body as z.infer<typeof blobsHaveSchema>;
      return { have: [...(await usableBlobs(context.pool, callerOf(request).person, shas))] };
    },
  };
}
