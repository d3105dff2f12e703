import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { bundle } from '../../build/bundle.mjs';
import { inRoot } from '../../build/repository.mjs';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** The built viewer under its content security policy, and a page of another site that embeds it. */
export interface ServedViewer {
  readonly pageUrl: string;
  readonly viewerOrigin: string;
  close(): Promise<void>;
}

/** Builds and serves the viewer on `localhost` and the embedding page on `127.0.0.1`: two sites, hence two processes. */
export async function serveViewer(): Promise<ServedViewer> {
  await bundle({ only: ['viewer'] });
  const page = await listen((_, headers) => {
    headers['content-type'] = 'text/html; charset=utf-8';
    return Buffer.from(embeddingPage(`http://localhost:${viewer.port}`));
  });
  const viewer = await listen((url, headers) => {
    const file = path.join(inRoot('dist/viewer'), path.normalize(url));
    headers['content-type'] = types[path.extname(file)] ?? 'application/octet-stream';
    headers['content-security-policy'] = viewerPolicy(`http://127.0.0.1:${page.port}`);
    return readFileSync(file);
  });
  return {
    pageUrl: `http://127.0.0.1:${page.port}/`,
    viewerOrigin: `http://localhost:${viewer.port}`,
    close: async () => {
      for (const { server } of [page, viewer]) await new Promise((done) => server.close(done));
    },
  };
}

/** The viewer's policy of docs/sicherheitskonzept.md with another embedding page. */
function viewerPolicy(embedding: string): string {
  return (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; style-src 'self'; img-src blob: data:; " +
    `font-src 'self' data:; connect-src 'self'; frame-ancestors ${embedding}`
  );
}

function embeddingPage(viewerOrigin: string): string {
  return `<!doctype html><meta charset="utf-8"><title>Seite</title>
<style>body{margin:0;background:#ddd}iframe{border:0;width:100vw;height:100vh;display:block;color-scheme:light}</style>
<script>
  window.heard = [];
  addEventListener('message', (event) => { if (event.origin === '${viewerOrigin}') heard.push(event.data); });
  window.tell = (message) => frames[0].postMessage(message, '${viewerOrigin}', message.bytes ? [message.bytes] : []);
</script>
<iframe title="Dokument" sandbox="allow-scripts allow-same-origin" src="${viewerOrigin}/viewer.html"></iframe>`;
}

type Answer = (url: string, headers: Record<string, string>) => Buffer;

async function listen(answer: Answer): Promise<{ server: Server; port: number }> {
  const server = createServer((request, response) => {
    const headers: Record<string, string> = {};
    try {
      const body = answer(new URL(request.url ?? '/', 'http://x').pathname, headers);
      response.writeHead(200, headers).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { server, port: (server.address() as AddressInfo).port };
}
