import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'vite';
import { inRoot } from '../repository.mjs';

/** Bundles the benchmark's Electron app into the stage; returns its folder. */
export async function buildBenchApp(stage) {
  const folder = path.join(stage.folder, 'bench');
  mkdirSync(path.join(folder, 'page'), { recursive: true });
  await build({
    ...common,
    ssr: { noExternal: true, target: 'node' },
    build: {
      ...common.build,
      ssr: true,
      target: 'node20',
      outDir: folder,
      rolldownOptions: {
        input: { main: inRoot('build/bench/electron-main.mjs') },
        external: ['electron'],
        output: { format: 'es', entryFileNames: '[name].js' },
      },
    },
  });
  await build({
    ...common,
    // RxDB carries a second Dexie, and two in one worker refuse each other.
    resolve: { alias: { dexie: inRoot('node_modules/dexie') } },
    define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
    build: {
      ...common.build,
      target: 'chrome130',
      outDir: path.join(folder, 'page'),
      minify: true,
      rolldownOptions: {
        input: {
          'bench-page': inRoot('build/bench/page/bench-page.mjs'),
          'bench-worker': inRoot('build/bench/page/bench-worker.mjs'),
          'search-worker': inRoot('build/bench/page/search-worker.mjs'),
          'sign-worker': inRoot('build/bench/page/sign-worker.mjs'),
          'figures-worker': inRoot('build/bench/page/figures-worker.mjs'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  });
  cpSync(inRoot('build/bench/page/bench.html'), path.join(folder, 'page/bench.html'));
  const manifest = { name: 'aktentasche-bench', productName: 'aktentasche-bench', type: 'module', main: 'main.js' };
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest));
  return folder;
}

/**
 * Runs a plan in the benchmark app; answers the measured steps in order. `groups` ends the app with the command. Apps with the
 * same `config.profile` find what the one before left behind.
 */
export async function runPlan({ stage, folder, groups, config, log }) {
  writeFileSync(path.join(folder, 'config.json'), JSON.stringify(config), { mode: 0o644 });
  const words = [folder, `--user-data-dir=${path.join(stage.profiles, config.profile ?? `bench-${Date.now()}`)}`];
  const child = groups.start(stage.launcher, words, { stdio: ['ignore', 'pipe', 'ignore'] });
  const measured = [];
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.startsWith('{')) continue;
    const report = JSON.parse(line);
    if (report.error) throw new Error(report.error);
    if (report.done) return measured;
    measured.push(report);
    log(`  ${report.contender} ${report.count}: ${Math.round(report.ms)} ms`);
  }
  throw new Error('the benchmark app ended early');
}

const common = {
  configFile: false,
  root: inRoot(),
  publicDir: false,
  logLevel: 'warn',
  build: {
    emptyOutDir: false,
    minify: false,
    sourcemap: false,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 4_000,
  },
};
