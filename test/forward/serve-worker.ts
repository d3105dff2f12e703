import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { build } from 'vite';
import { inRoot } from '../../build/repository.mjs';
import { isolated, serveFiles } from './serve-files.ts';

/** A page of the real pdf worker alone, on 127.0.0.1. */
export async function serveWorker(): Promise<{ readonly url: string; close(): Promise<void> }> {
  const outDir = mkdtempSync(path.join(os.tmpdir(), 'aktentasche-worker-'));
  await build({
    configFile: false,
    root: inRoot('test/forward/screen'),
    base: './',
    publicDir: false,
    logLevel: 'error',
    worker: { format: 'es' },
    build: {
      outDir,
      emptyOutDir: true,
      minify: false,
      target: 'chrome130',
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: inRoot('test/forward/screen/worker-page.ts'),
        output: { entryFileNames: 'worker-page.js' },
      },
    },
  });
  writeFileSync(path.join(outDir, 'index.html'), '<!doctype html><script type="module" src="worker-page.js"></script>');
  const served = await serveFiles({ folder: () => outDir, headers: () => isolated });
  return {
    url: `http://127.0.0.1:${served.port}/`,
    async close() {
      await served.close();
      rmSync(outDir, { recursive: true, force: true });
    },
  };
}
