import { bundle } from '../../build/bundle.mjs';
import { inRoot } from '../../build/repository.mjs';
import { VIEWER_POLICY } from '../../electron/content-security.ts';
import { isolated, type Served, serveFiles } from './serve-files.ts';

/** The built viewer under its content security policy, and a page of another site that embeds it. */
export interface ServedViewer {
  readonly pageUrl: string;
  readonly viewerOrigin: string;
  close(): Promise<void>;
}

/** Serves the built viewer on `localhost`; only the page of `embedding` may show it. */
export async function serveViewerFor(embedding: () => number): Promise<Served> {
  await bundle({ only: ['viewer'] });
  return serveFiles({
    folder: () => inRoot('dist/viewer'),
    headers: () => ({
      ...isolated,
      'content-security-policy': VIEWER_POLICY.replace('app://aktentasche', `http://127.0.0.1:${embedding()}`),
    }),
  });
}

/** The viewer in a plain page: `localhost` in `127.0.0.1` are two sites, hence two processes. */
export async function serveViewer(): Promise<ServedViewer> {
  const viewer: Served = await serveViewerFor(() => page.port);
  const viewerOrigin = `http://localhost:${viewer.port}`;
  const page = await serveFiles({ page: () => embeddingPage(viewerOrigin) });
  return {
    pageUrl: `http://127.0.0.1:${page.port}/`,
    viewerOrigin,
    close: async () => {
      await page.close();
      await viewer.close();
    },
  };
}

function embeddingPage(viewerOrigin: string): string {
  return `<!doctype html><meta charset="utf-8"><title>Seite</title>
<style>body{margin:0;background:#ddd}iframe{border:0;width:100vw;height:100vh;display:block;color-scheme:light}</style>
<script>
  window.heard = [];
  addEventListener('message', (event) => { if (event.origin === '${viewerOrigin}') heard.push(event.data); });
  window.tell = (message) => frames[0].postMessage(message, '${viewerOrigin}', message.file ? [message.file.port ?? message.file] : []);
</script>
<iframe title="Dokument" sandbox="allow-scripts allow-same-origin" src="${viewerOrigin}/viewer.html"></iframe>`;
}
