import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type DemoPki, makeDemoPki } from './demo-pki.ts';

/** A demo authority that answers on this computer: `/tsa` and `/root.crl`. */
export interface RunningDemoPki {
  readonly pki: DemoPki;
  /** `host:port` as certificates name it. */
  readonly host: string;
  readonly tsaUrl: string;
  stop(): Promise<void>;
}

/** Starts a demo authority on 127.0.0.1, on any free port. */
export async function serveDemoPki(now: () => Date): Promise<RunningDemoPki> {
  let pki: DemoPki | undefined;
  const server = createServer((request, response) => {
    answer(pki, request, response).catch(() => response.writeHead(400).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  pki = makeDemoPki({ crlUrl: `http://${host}/root.crl`, now });
  return { pki, host, tsaUrl: `http://${host}/tsa`, stop: () => stop(server) };
}

async function answer(pki: DemoPki | undefined, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  if (request.url === '/tsa' && pki) {
    response.setHeader('content-type', 'application/timestamp-reply');
    response.end(pki.stampTime(new Uint8Array(Buffer.concat(parts))));
  } else if (request.url === '/root.crl' && pki) {
    response.setHeader('content-type', 'application/pkix-crl');
    response.end(pki.crl());
  } else {
    response.writeHead(404).end();
  }
}

function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
