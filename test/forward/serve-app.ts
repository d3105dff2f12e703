import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { APP_ORIGIN } from '../../electron/app-protocol.ts';

/** `app://aktentasche/…` on a web address, because only Electron knows the product's scheme. */
export interface ServedApp {
  readonly origin: string;
  close(): Promise<void>;
}

/**
 * Serves what main's protocol handler answers. Only the address differs: scripts that name the product's origin get the web
 * address in its place; requests and answers stream through.
 */
export async function serveApp(answer: (request: Request) => Promise<Response>): Promise<ServedApp> {
  const server = createServer((incoming, outgoing) => {
    exchange(incoming, outgoing).catch(() => outgoing.destroy());
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function exchange(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const gone = new AbortController();
    outgoing.once('close', () => gone.abort());
    const hasBody = incoming.method !== 'GET' && incoming.method !== 'HEAD';
    const request = new Request(`http://aktentasche${incoming.url}`, {
      method: incoming.method ?? 'GET',
      headers: new Headers(incoming.headers as Record<string, string>),
      body: hasBody ? (Readable.toWeb(incoming) as ReadableStream) : null,
      signal: gone.signal,
      duplex: 'half',
    } as RequestInit);
    const found = await addressed(await answer(request), origin);
    outgoing.writeHead(found.status, Object.fromEntries(found.headers));
    if (found.body) await pipeline(Readable.fromWeb(found.body as Parameters<typeof Readable.fromWeb>[0]), outgoing);
    else outgoing.end();
  }

  return {
    origin,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

async function addressed(answer: Response, origin: string): Promise<Response> {
  if (!answer.headers.get('content-type')?.startsWith('text/javascript')) return answer;
  const headers = new Headers(answer.headers);
  headers.delete('content-length');
  return new Response((await answer.text()).replaceAll(APP_ORIGIN, origin), { status: answer.status, headers });
}
