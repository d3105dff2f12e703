import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundleFunctions } from '../bundle-functions.mjs';
import { inRoot } from '../repository.mjs';
import { describeCase } from './statistics.mjs';

const languages = 'deu+eng';

/** Reading the words in scans against Tesseract as Debian ships it. */
export const ocr = {
  isOutside: true,
  counts: [4],
  notes: [
    'pages: letters as an office copier scans them (150 dpi, black and white, askew, specks), drawn by MuPDF at 300 dpi; both read the same pictures',
    'ours: the engine of the app (WebAssembly, one thread, integer models), one start for all pages, the start not counted',
    'peer: tesseract of Debian (apt-get install tesseract-ocr tesseract-ocr-deu), native, one thread, one start per page, the start counted',
    'words read rightly: share of the words of the letter, case and order aside',
  ],
  run: ({ counts, repetitions }) => benchOcr({ counts, repetitions }),
};

/** The cases of the benchmark contract. */
export async function benchOcr({ counts, repetitions = 3 }) {
  const folder = mkdtempSync(path.join(tmpdir(), 'aktentasche-bench-ocr-'));
  // Inside the repository, where its packages are found.
  const bundled = inRoot('dist/bench-ocr');
  try {
    await bundleFunctions(bundled, { ours: inRoot('build/bench/contenders/ours-ocr.mjs') });
    // Emscripten's program looks for these two in Node; in a worker of the app it does not.
    Object.assign(globalThis, { require: createRequire(import.meta.url), __dirname: bundled });
    const { scanLetters, shareRead, startOurs } = await import(pathToFileURL(path.join(bundled, 'ours.mjs')).href);
    const engine = await startOurs(inRoot('package.json'));
    return counts.flatMap((pageCount) => {
      const { bytes, pages } = scanLetters(pageCount);
      const files = drawPages(folder, bytes, pageCount);
      const contenders = {
        ours: (file) => engine.read(readPgm(file), 0).text,
        tesseract: askTesseract,
      };
      const read = Object.fromEntries(
        Object.entries(contenders).map(([name, ask]) => [name, measure(ask, files, repetitions)]),
      );
      const of = (part) => Object.fromEntries(Object.entries(read).map(([name, found]) => [name, part(found)]));
      const right = ({ texts }) => [shareRead(pages.join('\n'), texts.join('\n')) * 100];
      return [
        describeCase(
          `read ${pageCount} pages`,
          'ms/page',
          of(({ ms }) => ms),
          { biggerIsBetter: false },
        ),
        describeCase(`words read rightly in ${pageCount} pages`, '%', of(right), { biggerIsBetter: true }),
      ];
    });
  } finally {
    for (const each of [folder, bundled]) rmSync(each, { recursive: true, force: true });
  }
}

function drawPages(folder, bytes, pageCount) {
  const file = path.join(folder, 'scan.pdf');
  writeFileSync(file, bytes);
  run('mutool', ['draw', '-q', '-F', 'pgm', '-r', '300', '-o', path.join(folder, 'page-%d.pgm'), file]);
  return Array.from({ length: pageCount }, (_, index) => path.join(folder, `page-${index + 1}.pgm`));
}

function measure(ask, files, repetitions) {
  const ms = [];
  let texts = [];
  for (let turn = 0; turn < repetitions; turn++) {
    const before = performance.now();
    texts = files.map(ask);
    ms.push((performance.now() - before) / files.length);
  }
  return { ms, texts };
}

function askTesseract(file) {
  return run('tesseract', [file, '-', '-l', languages, '--dpi', '300'], { OMP_THREAD_LIMIT: '1' });
}

function readPgm(file) {
  const bytes = readFileSync(file);
  const [head, width, height] = /^P5\s(?:#[^\n]*\n)*(\d+)\s+(\d+)\s+255\s/.exec(bytes.toString('latin1', 0, 200)) ?? [];
  const gray = new Uint8Array(bytes.subarray(head.length));
  return { widthPx: Number(width), heightPx: Number(height), gray, dpi: 300 };
}

function run(program, words, env = {}) {
  const { status, error, stdout, stderr } = spawnSync(program, words, {
    env: { ...process.env, ...env },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${program}: ${error?.message ?? stderr}`);
  return stdout;
}
