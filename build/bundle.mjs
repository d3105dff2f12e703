import { cpSync, existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { inRoot, packageJson, root } from './repository.mjs';

/** Oldest Chromium and Node that the bundles must run in (the test runtime, Electron 33). */
const targets = { window: 'chrome130', node: 'node20' };

const parts = {
  electron: () =>
    bundleNode('electron', {
      ...namedEntries('electron', /^main\.ts$|-(process|thread)\.ts$/, { exclude: 'cli/' }),
      'practice-process': inRoot('server/practice/practice-process.ts'),
    }).then(copyPracticeDatabase),
  preload: bundlePreloads,
  cli: () =>
    bundleNode('cli', {
      ...namedEntries('electron/cli', /^aktentasche\.ts$|-thread\.ts$/),
      'card-process': inRoot('electron/signer/card-process.ts'),
    }),
  server: bundleServer,
  renderer: bundleRenderer,
  viewer: bundleViewer,
};

/** Names of what `bundle` can build. */
export const partNames = Object.keys(parts);

/** Builds the product into `dist/`, or the parts named in `only`; a part without sources is skipped and said so. */
export async function bundle({ only = partNames, log = console.log } = {}) {
  for (const name of only) {
    const startedAt = performance.now();
    const built = await parts[name]();
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    log(built ? `bundle ${name}: ${seconds} s` : `bundle ${name}: no sources yet, skipped`);
  }
}

/** Maps the output name to the source of every file below `folder` whose base name matches. */
function namedEntries(folder, pattern, { exclude } = {}) {
  if (!existsSync(inRoot(folder))) return {};
  const sources = readdirSync(inRoot(folder), { recursive: true })
    .map((name) => name.replaceAll(path.sep, '/'))
    .filter((name) => pattern.test(path.basename(name)) && !(exclude && name.startsWith(exclude)));
  return Object.fromEntries(sources.map((name) => [path.basename(name, '.ts'), inRoot(folder, name)]));
}

/** Builds ES modules for Node with every package inside, so that the installed app carries no node_modules. */
async function bundleNode(outFolder, input) {
  if (Object.keys(input).length === 0) return false;
  await build({
    ...common,
    ssr: { noExternal: true, target: 'node' },
    build: {
      ...common.build,
      ssr: true,
      target: targets.node,
      outDir: inRoot('dist', outFolder),
      rolldownOptions: {
        input,
        external: ['electron'],
        // PGlite's program from Emscripten; this process has no page whose policy it would break.
        checks: { eval: false },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  });
  copyCardPackage(inRoot('dist/native/pkcs11js'));
  return true;
}

/** PostgreSQL as WebAssembly and its first files, which the practice authority starts in memory. */
function copyPracticeDatabase(built) {
  for (const name of ['pglite.wasm', 'pglite.data', 'initdb.wasm'])
    cpSync(inRoot('node_modules/@electric-sql/pglite/dist', name), inRoot('dist/electron/practice', name));
  cpSync(inRoot('node_modules/@electric-sql/pglite/LICENSE'), inRoot('dist/electron/practice/LICENSE.txt'));
  return built;
}

/** The one native package: it stays a folder of its own, which the card process finds beside itself. */
export function copyCardPackage(folder) {
  const source = inRoot('node_modules/pkcs11js');
  for (const name of ['package.json', 'index.js', 'LICENSE', 'build/Release/pkcs11.node'])
    cpSync(path.join(source, name), path.join(folder, name));
}

/** Sandboxed preloads are single CommonJS files: one build each. `confirm/preload.ts` becomes `confirm.cjs`. */
async function bundlePreloads() {
  rmSync(inRoot('dist/preload'), { recursive: true, force: true });
  const files = existsSync(inRoot('electron')) ? readdirSync(inRoot('electron'), { recursive: true }) : [];
  const preloads = files
    .map((name) => name.replaceAll(path.sep, '/'))
    .filter((name) => /^preload.*\.ts$/.test(path.basename(name)));
  for (const name of preloads) {
    const [folder, base] = [path.dirname(name), path.basename(name, '.ts')];
    await build({
      ...common,
      ssr: { noExternal: true, target: 'node' },
      build: {
        ...common.build,
        ssr: true,
        target: targets.window,
        outDir: inRoot('dist/preload'),
        emptyOutDir: false,
        rolldownOptions: {
          input: inRoot('electron', name),
          external: ['electron'],
          output: {
            format: 'cjs',
            entryFileNames: `${folder === '.' ? base : base.replace(/^preload/, folder)}.cjs`,
            codeSplitting: false,
          },
        },
      },
    });
  }
  return preloads.length > 0;
}

/** The server runs beside its node_modules: packages stay outside (PostgreSQL's binaries cannot be bundled). */
async function bundleServer() {
  const entries = namedEntries('server', /^(serve|admin)\.ts$/);
  if (Object.keys(entries).length === 0) return false;
  const input = { ...entries, 'card-process': inRoot('electron/signer/card-process.ts') };
  await build({
    ...common,
    build: {
      ...common.build,
      ssr: true,
      target: targets.node,
      outDir: inRoot('dist/server'),
      rolldownOptions: {
        input,
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  });
  return true;
}

async function bundleRenderer() {
  if (!existsSync(inRoot('renderer/index.html'))) return false;
  const pages = ['index.html', 'dokument-fenster.html'];
  await bundleWindow(
    'renderer',
    'renderer',
    pages.map((name) => inRoot('renderer', name)),
  );
  copyStampFonts(inRoot('dist/renderer/fonts'));
  copyRecognition(inRoot('dist/renderer/recognition'));
  return true;
}

async function bundleViewer() {
  if (!existsSync(inRoot('renderer/viewer/viewer.html'))) return false;
  const pages = ['viewer.html', 'compare.html', 'print.html'];
  await bundleWindow(
    'renderer/viewer',
    'viewer',
    pages.map((name) => inRoot('renderer/viewer', name)),
  );
  copyPdfjsAssets(inRoot('dist/viewer/pdfjs'));
  return true;
}

async function bundleWindow(sourceFolder, outFolder, input) {
  await build({
    ...common,
    root: inRoot(sourceFolder),
    base: './',
    plugins: [react()],
    worker: { format: 'es' },
    define: { __APP_VERSION__: JSON.stringify(packageJson.version) },
    build: {
      ...common.build,
      target: targets.window,
      outDir: inRoot('dist', outFolder),
      // The content security policy allows no data: address for code or fonts.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: { input },
    },
  });
}

/** Fonts that stamps, sheets and Schreiben embed; the command line reads them from the same place (`dist/renderer/fonts`). */
function copyStampFonts(folder) {
  const source = inRoot('node_modules/@expo-google-fonts/fira-sans');
  for (const [weight, name] of [
    ['400Regular', 'FiraSans-Regular.ttf'],
    ['600SemiBold', 'FiraSans-SemiBold.ttf'],
    ['400Regular_Italic', 'FiraSans-Italic.ttf'],
    ['600SemiBold_Italic', 'FiraSans-SemiBoldItalic.ttf'],
  ])
    cpSync(path.join(source, weight, `FiraSans_${weight}.ttf`), path.join(folder, name));
  cpSync(path.join(source, 'LICENSE_FONT'), path.join(folder, 'LICENSE.txt'));
}

/** What reads words in pictures: Tesseract as WebAssembly, its smallest models, and the decoders that pdf.js draws pages with. */
function copyRecognition(folder) {
  const modules = inRoot('node_modules');
  cpSync(path.join(modules, 'tesseract.js-core/tesseract-core-simd-lstm.wasm'), path.join(folder, 'engine.wasm'));
  cpSync(path.join(modules, 'tesseract.js-core/LICENSE'), path.join(folder, 'LICENSE.txt'));
  for (const name of ['deu', 'eng'])
    cpSync(
      path.join(modules, `@tesseract.js-data/${name}/4.0.0_best_int/${name}.traineddata.gz`),
      path.join(folder, `${name}.traineddata.gz`),
    );
  const wasm = path.join(modules, 'pdfjs-dist/wasm');
  for (const name of ['jbig2.wasm', 'LICENSE_JBIG2', 'openjpeg.wasm', 'LICENSE_OPENJPEG'])
    cpSync(path.join(wasm, name), path.join(folder, name));
}

/** What pdf.js fetches while it draws. The legacy build: the modern one needs a newer Chromium. */
function copyPdfjsAssets(folder) {
  const source = inRoot('node_modules/pdfjs-dist');
  cpSync(path.join(source, 'legacy/build/pdf.worker.min.mjs'), path.join(folder, 'pdf.worker.mjs'));
  for (const name of ['cmaps', 'standard_fonts', 'wasm', 'iccs'])
    cpSync(path.join(source, name), path.join(folder, name), { recursive: true });
}

const common = {
  configFile: false,
  root,
  publicDir: false,
  logLevel: 'warn',
  build: { emptyOutDir: true, minify: false, sourcemap: false },
};

if (process.argv[1] === import.meta.filename) {
  const only = process.argv.slice(2);
  await bundle(only.length > 0 ? { only } : {});
}
