import { liveSchema } from '../../shared/sync-protocol.ts';
import type { ServerContext } from '../context.ts';
import { callerOf, type Route } from '../route.ts';
import { findDevice } from '../sign-in/find-device.ts';

const HEARTBEAT_MS = 15_000;

/** `GET /v1/sync/live`: server-sent events that only say that there is something new. */
export function liveRoute(context: ServerContext, open: Set<() => void>): Route {
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
      const { device } = callerOf(request);
      reply.hijack();
      const stream = reply.raw;
      stream.writeHead(200, {
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      });
      const poke = (head: number) => stream.write(`event: head\ndata: ${JSON.stringify({ head })}\n\n`);
      poke(context.sequencer.head());
      const stopListening = context.sequencer.onHead(poke);
      const end = () => stream.end();
      const heartbeat = setInterval(() => {
        stream.write(': still here\n\n');
        // A revoked device keeps no open line.
        findDevice(context, device).catch(end);
      }, HEARTBEAT_MS);
      open.add(end);
      stream.on('close', () => {
        clearInterval(heartbeat);
        stopListening();
        open.delete(end);
      });
    },
  };
}
