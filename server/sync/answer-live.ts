import { liveSchema } from '../../shared/sync-protocol.ts';
import type { ServerContext } from '../context.ts';
import { callerOf, type Route } from '../route.ts';
import { headEvent, type LiveLines } from './live-lines.ts';

/** Who leaves so much unread has gone, or keeps the line open to fill this node's memory (S112). */
const MOST_UNREAD_BYTES = 64 * 1024;

/** `GET /v1/sync/live`: server-sent events that only say that there is something new. */
export function liveRoute({ sequencer }: ServerContext, lines: LiveLines): Route {
  return {
    method: 'GET',
    url: '/v1/sync/live',
    rule: {
      access: 'device',
      summary: 'Server-sent events: the newest sequence, a comment line every 15 seconds.',
      answer: liveSchema,
      answerType: 'text/event-stream',
    },
    async handle(request, reply) {
      const { device, person } = callerOf(request);
      reply.hijack();
      const stream = reply.raw;
      if (stream.destroyed) return;
      stream.writeHead(200, {
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      });
      const write = (text: string) => {
        if (stream.writableLength > MOST_UNREAD_BYTES) stream.destroy();
        else stream.write(text);
      };
      const remove = lines.add({ device, person, write, end: () => stream.end() });
      stream.on('close', remove);
      write(headEvent(sequencer.head()));
    },
  };
}
