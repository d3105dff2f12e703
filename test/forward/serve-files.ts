import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** A web server of this test. */
export interface Served {
  readonly port: number;
  close(): Promise<void>;
}

/** As the product answers: workers share memory only in a page that embeds nothing foreign. */
export const isolated = {
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'cross-origin',
};

/** Serves a folder (or, without one, the answer of `page` for every path) on 127.0.0.1 with `headers` by path. */
export async function serveFiles(source: {
  readonly folder?: () => string;
  readonly page?: () => string;
  readonly headers?: (pathname: string) => Readonly<Record<string, string>>;
  readonly change?: (html: string) => string;
}): Promise<Served> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://x');
    // The browser's own question, not the page's.
    if (pathname === '/favicon.ico') return void response.writeHead(204).end();
    const name = pathname === '/' ? '/index.html' : path.normalize(pathname);
    const type = types[path.extname(name)] ?? 'application/octet-stream';
    try {
      const body = source.folder ? readFileSync(path.join(source.folder(), name)) : Buffer.from(source.page?.() ?? '');
      const changed = type.startsWith('text/html') && source.change ? source.change(body.toString()) : body;
      response.writeHead(200, { 'content-type': type, ...source.headers?.(pathname) }).end(changed);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    port: (server.address() as AddressInfo).port,
    close: () => new Promise((done) => server.close(() => done())),
  };
}
