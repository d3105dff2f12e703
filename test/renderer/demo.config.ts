import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const here = import.meta.dirname;

/** Puts the hand-written bridge and replica in the place of the real ones. */
const demoParts: Plugin = {
  name: 'demo-parts',
  enforce: 'pre',
  resolveId(source, importer) {
    if (!importer?.includes('/renderer/')) return null;
    if (/\/(replica-client|use-query)\.ts$/.test(source)) return path.join(here, 'demo-replica.ts');
    return null;
  },
  transformIndexHtml: () => [{ tag: 'script', attrs: { type: 'module', src: `/@fs${here}/demo-bridge.ts` } }],
};

export default defineConfig({
  root: path.join(here, '../../renderer'),
  plugins: [demoParts, react()],
  cacheDir: path.join(here, '../../node_modules/.vite-demo'),
  // All packages are found before the first page: one found later reloads pages in the middle of what a test does.
  optimizeDeps: { entries: ['*.html', '*worker.ts', '../test/renderer/demo-*.ts'] },
  server: { host: '127.0.0.1', port: 5199, strictPort: true, fs: { strict: false }, hmr: false },
  preview: { host: '127.0.0.1', port: 5199 },
  define: { __APP_VERSION__: '"0.1.0"' },
});
