import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { build, type Plugin } from 'vite';
import { inRoot } from '../../build/repository.mjs';
import { appPolicy } from '../../electron/content-security.ts';
import { isolated, serveFiles } from './serve-files.ts';
import { serveViewerFor } from './serve-viewer.ts';

/** The window's page with the real pdf worker and viewer, under the product's content security policies. */
export interface ServedScreen {
  readonly url: string;
  readonly viewerOrigin: string;
  close(): Promise<void>;
}

const nonce = 'bmVpbiBkYW5rZQ';

/** Builds the window with a stand-in for bridge and replica only, and serves it on 127.0.0.1. */
export async function serveScreen(): Promise<ServedScreen> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'aktentasche-screen-'));
  const viewer = await serveViewerFor(() => page.port);
  const viewerOrigin = `http://localhost:${viewer.port}`;
  await buildWindow(folder, viewerOrigin);
  const page = await serveFiles({
    folder: () => folder,
    change: (html) => html.replace('<head>', `<head><meta property="csp-nonce" nonce="${nonce}">`),
    headers: (pathname) => ({
      ...isolated,
      'content-security-policy': appPolicy(pathname, nonce).replace('akten-viewer:', viewerOrigin),
    }),
  });
  return {
    url: `http://127.0.0.1:${page.port}/`,
    viewerOrigin,
    close: async () => {
      await page.close();
      await viewer.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function buildWindow(outDir: string, viewerOrigin: string): Promise<void> {
  await build({
    configFile: false,
    root: inRoot('renderer'),
    base: './',
    publicDir: false,
    logLevel: 'error',
    plugins: [standIns(viewerOrigin), react()],
    worker: { format: 'es' },
    build: {
      outDir,
      emptyOutDir: true,
      minify: false,
      target: 'chrome130',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: [inRoot('renderer/index.html')] },
    },
  });
  const font = inRoot('node_modules/@expo-google-fonts/fira-sans/400Regular/FiraSans_400Regular.ttf');
  cpSync(font, path.join(outDir, 'fonts/FiraSans-Regular.ttf'));
}

/** Bridge and replica need Electron and a server; everything else is the product. */
function standIns(viewerOrigin: string): Plugin {
  const address = '\0viewer-address';
  return {
    name: 'stand-ins',
    enforce: 'pre',
    resolveId(source) {
      if (/\/(replica-client|use-query)\.ts$/.test(source)) return inRoot('test/forward/screen/page-replica.ts');
      return /\/viewer-address\.ts$/.test(source) ? address : null;
    },
    load(id) {
      if (id !== address) return null;
      return `export const VIEWER_ORIGIN='${viewerOrigin}'; export const VIEWER_URL=VIEWER_ORIGIN+'/viewer.html';
        export const COMPARE_URL=VIEWER_ORIGIN+'/compare.html';`;
    },
    transform(code, id) {
      const bridge = JSON.stringify(inRoot('test/forward/screen/page-bridge.ts'));
      return id.endsWith('renderer/start.tsx') ? `import ${bridge};\n${code}` : null;
    },
  };
}
