import { rmSync } from 'node:fs';
import path from 'node:path';
import { inRoot } from '../repository.mjs';
import { startLineProcess } from './line-process.mjs';
import { startPdfbox } from './pdfbox.mjs';
import { writePlainPdf } from './plain-pdf.mjs';
import { rotate } from './statistics.mjs';

const keyFile = inRoot('test/fixtures/pki/rsa.p12');
/** A process per file takes its time: a few files say what one costs. */
const fewFiles = { pdfsig: 5 };
/** Java compiles what it has run often enough: that is what 'warm' means. */
const warmingRuns = 60;

/**
 * The contenders sign the same files by turns, each in a warm process of its own; answers their milliseconds per file,
 * one value per repetition. `executable` with ELECTRON_RUN_AS_NODE runs our own code and SHA-256.
 */
export async function takeTurns({
  who,
  files,
  sizeBytes,
  repetitions,
  folder,
  executable,
  commandLine,
  pdfsig,
  pdfbox,
}) {
  const config = JSON.stringify({ commandLine, keyFile, pdfsig });
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1', BENCH_PASSWORD: 'test' };
  const script = inRoot('build/bench/sign-contender.mjs');
  const java = who.some((one) => one.startsWith('pdfbox')) ? startPdfbox(pdfbox, keyFile, 'test') : null;
  const ofJava = { pdfbox: 'sync', 'pdfbox-unsynced': 'none' };
  const workers = Object.fromEntries(
    who.map((one) => {
      if (ofJava[one]) return [one, { work: (input, output) => java.work(input, output, ofJava[one]), end: () => {} }];
      return [one, startLineProcess(executable, [script, one, config], env)];
    }),
  );
  const inputs = Array.from({ length: files }, (_, i) => path.join(folder, `${files}-${i}.pdf`));
  try {
    if (java) await warm(java, folder);
    for (const input of inputs) writePlainPdf(input, sizeBytes);
    const samples = Object.fromEntries(who.map((one) => [one, []]));
    // The first round warms caches and compilers for everybody and is not counted.
    for (let round = -1; round < repetitions; round++) {
      for (const one of rotate(who, Math.max(round, 0))) {
        const mine = inputs.slice(0, fewFiles[one]);
        const started = performance.now();
        for (const input of mine) await workers[one].work(input, `${input}.${one}`);
        const ms = (performance.now() - started) / mine.length;
        if (round >= 0) samples[one].push(ms);
        for (const input of mine) rmSync(`${input}.${one}`, { force: true });
      }
    }
    return samples;
  } finally {
    for (const one of [...Object.values(workers), ...(java ? [java] : [])]) one.end();
    for (const input of inputs) rmSync(input, { force: true });
  }
}

async function warm(java, folder) {
  const [input, output] = [path.join(folder, 'warm.pdf'), path.join(folder, 'warm-out.pdf')];
  writePlainPdf(input, 20_000);
  for (let i = 0; i < warmingRuns; i++) await java.work(input, output, i % 2 === 0 ? 'sync' : 'none');
  for (const file of [input, output]) rmSync(file);
}
