// `npm run fuzz:pdf -- --n 100000 [--seed 1]`: damages genuine files in every way we know and lets the product read, judge,
// stamp, sign and raise them. A mutant passes when it is handled or refused with a code; it fails by a raw exception (also
// one that a `catch` hides), more than 2 s of its thread, 512 MiB of memory, a changed original or an output that cannot be read again.
// `--only SEED` repeats one mutant, `--keep FILE` then also keeps it. Ends with `N passed, N failed`.
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { serialize } from 'node:v8';
import { build, runnerImport } from 'vite';
import { corpusFolder } from './corpus-folder.mjs';
import { reportCatches } from './fuzz/report-catches.mjs';
import { inRoot } from './repository.mjs';

const folder = inRoot('test-results/fuzz');
const [count, seed, only, keep] = [word('--n', '1500'), word('--seed', '1'), word('--only', ''), word('--keep', '')];

if (corpusFolder === null) console.warn('fuzz: no ../shared/corpus here (set AKTENTASCHE_CORPUS): our own files only.');
mkdirSync(folder, { recursive: true });
const { makeFuzzData } = (
  await runnerImport(inRoot('test/fuzz/make-fuzz-data.ts'), { configFile: false, root: inRoot('.'), logLevel: 'error' })
).module;
writeFileSync(path.join(folder, 'data.bin'), serialize(await makeFuzzData(corpusFolder)));
await bundle();
const words = [path.join(folder, 'fuzz-main.js'), path.join(folder, 'data.bin'), count, seed, only];
// Garbage counts as memory too: a smaller young generation keeps it low.
const child = spawn(process.execPath, ['--max-semi-space-size=8', ...words], {
  stdio: ['ignore', 'inherit', 'inherit'],
  env: { ...process.env, FUZZ_KEEP: keep },
});
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => child.kill());
child.once('close', (code) => {
  process.exitCode = code ?? 1;
});

function word(name, otherwise) {
  const at = process.argv.indexOf(name);
  return at < 0 ? otherwise : process.argv[at + 1];
}

async function bundle() {
  await build({
    configFile: false,
    root: inRoot(),
    logLevel: 'warn',
    plugins: [reportCatches()],
    build: {
      ssr: true,
      target: 'node20',
      outDir: folder,
      emptyOutDir: false,
      minify: false,
      rolldownOptions: {
        input: { 'fuzz-main': inRoot('test/fuzz/fuzz-main.ts'), 'fuzz-thread': inRoot('test/fuzz/fuzz-thread.ts') },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name].js' },
      },
    },
  });
}
