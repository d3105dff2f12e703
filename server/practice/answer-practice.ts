import type { FastifyInstance, InjectOptions } from 'fastify';
import { type FromPractice, PRACTICE_ORIGIN, type ToPractice } from '../../shared/practice-messages.ts';

/** Answers what main asks by messages, as the authority's web server answers it; bodies come piece by piece. */
export function answerPractice(
  app: FastifyInstance,
  post: (message: FromPractice) => void,
): (message: ToPractice) => void {
  const running = new Map<number, AbortController>();

  async function answer(request: Exclude<ToPractice, { readonly abort: true }>, signal: AbortSignal): Promise<void> {
    const { id, method, path, headers, body } = request;
    const answered = await app.inject({
      method: method as InjectOptions['method'] & string,
      url: path,
      headers: { ...headers, host: new URL(PRACTICE_ORIGIN).host },
      ...(body && { payload: Buffer.from(body) }),
      payloadAsStream: true,
      signal,
    });
    const told = Object.entries(answered.headers).map(([name, value]) => [name, String(value)] as const);
    post({ id, status: answered.statusCode, headers: Object.fromEntries(told) });
    for await (const piece of answered.stream()) post({ id, piece: new Uint8Array(piece as Buffer) });
  }

  return (message) => {
    const { id } = message;
    if ('abort' in message) return running.get(id)?.abort();
    const abort = new AbortController();
    running.set(id, abort);
    answer(message, abort.signal)
      .then(
        () => post({ id, end: 'whole' }),
        () => post({ id, end: 'broken' }),
      )
      .finally(() => running.delete(id));
  };
}
