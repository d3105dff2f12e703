import {
  type FromPractice,
  PRACTICE_ORIGIN,
  type PracticeReady,
  type ToPractice,
} from '../../shared/practice-messages.ts';
import type { NetFetch } from '../server/keep-session.ts';

/** The process of the practice authority, as main sees it. */
export interface PracticeChild {
  postMessage(message: ToPractice): void;
  on(event: 'message', listener: (message: FromPractice) => void): unknown;
  on(event: 'exit', listener: () => void): unknown;
}

/** A network that reaches the practice authority and nobody else. */
export interface PracticeNet {
  readonly fetch: NetFetch;
  /** Resolves once the authority answers; rejects when its process ended before. */
  readonly ready: Promise<PracticeReady>;
}

interface Waiting {
  readonly answer: (response: Response) => void;
  readonly fail: (error: Error) => void;
  body: ReadableStreamDefaultController<Uint8Array> | null;
}

/** Statuses whose answers have no body (Fetch §2.2.3). */
const bodyless = new Set([101, 204, 205, 304]);

/** Speaks with a freshly started process. What is asked of another origin fails as without a connection. */
export function connectPractice(child: PracticeChild): PracticeNet {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let isGone = false;
  let begin: (ready: PracticeReady) => void = () => undefined;
  let failToBegin: (error: Error) => void = () => undefined;
  const ready = new Promise<PracticeReady>((resolve, reject) => {
    begin = resolve;
    failToBegin = reject;
  });
  const broken = () => new Error('the practice authority does not answer');
  const end = (id: number, how: 'whole' | 'broken') => {
    const one = waiting.get(id);
    waiting.delete(id);
    if (how === 'whole') one?.body?.close();
    else one?.body?.error(broken());
    one?.fail(broken());
  };

  child.on('message', (message) => {
    if ('ready' in message) return begin(message.ready);
    const one = waiting.get(message.id);
    if (!one) return;
    if ('piece' in message) one.body?.enqueue(message.piece);
    else if ('end' in message) end(message.id, message.end);
    else one.answer(respond(message.id, message.status, message.headers, one));
  });
  child.on('exit', () => {
    isGone = true;
    failToBegin(broken());
    for (const id of [...waiting.keys()]) end(id, 'broken');
  });

  function respond(id: number, status: number, headers: Readonly<Record<string, string>>, one: Waiting): Response {
    if (bodyless.has(status)) return new Response(null, { status, headers });
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        one.body = controller;
      },
      cancel: () => {
        waiting.delete(id);
        child.postMessage({ id, abort: true });
      },
    });
    return new Response(body, { status, headers });
  }

  return {
    ready,
    fetch: async (address, init) => {
      const url = new URL(address);
      if (url.origin !== PRACTICE_ORIGIN || isGone) throw broken();
      const body = await bytesOf(init.body);
      init.signal?.throwIfAborted();
      lastId += 1;
      const id = lastId;
      return new Promise<Response>((answer, fail) => {
        waiting.set(id, { answer, fail, body: null });
        init.signal?.addEventListener('abort', () => {
          child.postMessage({ id, abort: true });
          end(id, 'broken');
        });
        const headers = Object.fromEntries(new Headers(init.headers));
        child.postMessage({ id, method: init.method ?? 'GET', path: url.pathname + url.search, headers, body });
      });
    },
  };
}

async function bytesOf(body: RequestInit['body']): Promise<Uint8Array | null> {
  return body === null || body === undefined ? null : new Uint8Array(await new Response(body).arrayBuffer());
}
