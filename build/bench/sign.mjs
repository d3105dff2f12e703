import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bundleCommandLine } from '../bundle-command-line.mjs';
import { inRoot } from '../repository.mjs';
import { preparePdfbox } from './pdfbox.mjs';
import { writePlainPdf } from './plain-pdf.mjs';
import { measureLarge } from './sign-large.mjs';
import { takeTurns } from './sign-turns.mjs';
import { describeCase, rotate } from './statistics.mjs';

const font = 'node_modules/@expo-google-fonts/fira-sans/400Regular/FiraSans_400Regular.ttf';

const cases = [
  { name: 'sign 50 MB file', sizeBytes: 50_000_000, files: 1, isInstalled: false },
  { name: 'sign 50 MB file, installed', sizeBytes: 50_000_000, files: 1, isInstalled: true },
  { name: 'sign 200 small files', sizeBytes: 20_000, files: 200, isInstalled: false },
];
const appBytes = 50_000_000;
const memoryFolder = '/dev/shm';

/** What the product promises; `of` reads the measured figure from a case. Under load the ratios to one's own disk suffer. */
const limits = [
  { case: 'sign 50 MB file', what: 'times SHA-256 of the file', most: 1.5, of: ({ ratio }) => 1 / ratio.sha256 },
  {
    case: 'sign 50 MB file, installed',
    what: 'times SHA-256 of the file',
    most: 1.5,
    of: ({ ratio }) => 1 / ratio.sha256,
  },
  { case: 'sign 50 MB file', what: 'times as fast as @signpdf', least: 10, of: ({ ratio }) => ratio.signpdf },
  { case: 'sign 50 MB file', what: 'times as fast as PDFBox', least: 2, of: ({ ratio }) => ratio.pdfbox },
  { case: 'sign 200 small files', what: 'times as fast as @signpdf', least: 10, of: ({ ratio }) => ratio.signpdf },
  { case: 'sign 50 MB in the app', what: 'times hash-wasm', most: 1.5, of: ({ ratio }) => 1 / ratio['hash-wasm'] },
  { case: 'memory more than for a 1 MB file', what: 'MB', most: 16, of: ({ ours }) => ours.median },
  { case: 'stamp', what: 'ms', most: 2, of: ({ ours }) => ours.median },
];

/** Signing PDF files from disk to disk with the same RSA-3072 key file. */
export const sign = {
  notes: [
    'all: a warm process each, by turns; input and output in a folder (in memory where Linux offers /dev/shm, so that no disk is measured), one key file (PKCS#12, RSA 3072, SHA-256); the key file is opened once per file',
    'ours: the command line as a function: PAdES B-B, output synced to disk and renamed; @signpdf and pdfbox sync theirs, too',
    '@signpdf: placeholder-plain + signer-p12 (node-forge), adbe.pkcs7.detached; pdfsig: a process per file, NSS database, five files at most',
    'PDFBox: 2.0 with BouncyCastle in one warm Java process, adbe.pkcs7.detached, key file opened once per file; pdfbox-unsynced: the same without the sync',
    'ours and @signpdf run in Node, as from the repository; installed: in Electron as Node; sha256 = hashing the file alone, a lower bound',
    'in the app: prepare, finish and check in a worker without the key itself, beside hash-wasm over the same bytes there',
    'memory: the most a fresh process ever held (VmHWM, Linux); stamp: the engine alone, in memory',
  ],
  async run({ repetitions, runtime, electron }) {
    const outside = await benchSign({ repetitions, runtime });
    const all = [...outside, await benchInApp(electron, repetitions)];
    showLimits(all);
    return all;
  },
};

/** The cases of the benchmark contract; `runtime` absent: everything in this Node. */
export async function benchSign({ repetitions = 5, runtime } = {}) {
  const commandLine = await bundleCommandLine();
  const folder = mkdtempSync(path.join(existsSync(memoryFolder) ? memoryFolder : tmpdir(), 'aktentasche-bench-sign-'));
  try {
    const pdfsig = preparePdfsig(folder);
    if (!pdfsig) console.error('note: pdfsig or certutil is not installed, peer skipped');
    const pdfbox = preparePdfbox();
    const peers = [...(pdfsig ? ['pdfsig'] : []), ...(pdfbox ? ['pdfbox', 'pdfbox-unsynced'] : [])];
    const timed = [];
    for (const { name, isInstalled, ...one } of cases) {
      const who = ['ours', 'signpdf', 'sha256', ...(isInstalled ? [] : peers)];
      const executable = (isInstalled && runtime?.executable) || process.execPath;
      const samples = await takeTurns({ ...one, who, repetitions, folder, executable, commandLine, pdfsig, pdfbox });
      timed.push(describeCase(name, 'ms/file', samples, { biggerIsBetter: false }));
    }
    const file = path.join(folder, 'stamp.pdf');
    writePlainPdf(file, 20_000);
    const engine = new URL('pdf-api.mjs', commandLine).href;
    const ours = measure('stamp-once.mjs', { engine, file, font: inRoot(font), repetitions }, runtime);
    const stamp = describeCase('stamp', 'ms', { ours }, { biggerIsBetter: false });
    // Memory does not vary as time does: two rounds say it.
    return [...timed, stamp, ...measureLarge({ folder, commandLine, runtime, repetitions: Math.min(2, repetitions) })];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The product's worker code and hash-wasm take turns over the same bytes in one worker of the app. */
async function benchInApp(electron, repetitions) {
  const { openPkcs12 } = await import(new URL('open-pkcs12.mjs', await bundleCommandLine()).href);
  const key = openPkcs12(readFileSync(inRoot('test/fixtures/pki/rsa.p12')), 'test', new Date());
  const chain = key.chain.map((der) => Buffer.from(der).toString('base64'));
  const who = ['ours', 'hash-wasm'];
  const plan = Array.from({ length: repetitions + 1 }, (_, repetition) => rotate(who, repetition)).flat();
  const steps = await electron.runPlan({ worker: 'sign-worker.js', sizeBytes: appBytes, chain, plan });
  const samples = { ours: [], 'hash-wasm': [] };
  for (const { contender, ms } of steps.slice(who.length)) samples[contender].push(ms);
  return describeCase('sign 50 MB in the app', 'ms', samples, { biggerIsBetter: false });
}

function showLimits(measured) {
  for (const { case: name, what, most, least, of } of limits) {
    const found = measured.find((one) => one.case === name);
    const value = found && of(found);
    if (value === undefined || Number.isNaN(value)) console.log(`limit: ${name}: ${what}: NOT MEASURED`);
    else {
      const isKept = most === undefined ? value >= least : value <= most;
      const limit = most === undefined ? `at least ${least}` : `at most ${most}`;
      console.log(`limit: ${name}: ${Math.round(value * 100) / 100} ${what}, ${limit}: ${isKept ? 'kept' : 'MISSED'}`);
    }
  }
}

function measure(script, config, runtime) {
  const child = spawnSync(
    runtime?.executable ?? process.execPath,
    [inRoot('build/bench', script), JSON.stringify(config)],
    {
      env: { ...process.env, ...(runtime ? { ELECTRON_RUN_AS_NODE: '1' } : {}), BENCH_PASSWORD: 'test' },
      stdio: ['ignore', 'pipe', 'inherit'],
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    },
  );
  if (child.status !== 0) throw new Error(`${script} ended with ${child.status ?? child.signal}`);
  return JSON.parse(child.stdout.trimEnd().split('\n').at(-1));
}

/** An NSS database with the key, as pdfsig wants it; null when the tools are not there. */
function preparePdfsig(folder) {
  try {
    const database = path.join(folder, 'nss');
    mkdirSync(database);
    const quiet = { stdio: 'ignore' };
    execFileSync('certutil', ['-N', '-d', `sql:${database}`, '--empty-password'], quiet);
    const key = inRoot('test/fixtures/pki/rsa.p12');
    execFileSync('pk12util', ['-i', key, '-d', `sql:${database}`, '-W', 'test', '-K', ''], quiet);
    const list = execFileSync('pdfsig', ['-nssdir', database, '-list-nicks'], { encoding: 'utf8' });
    const nick = list
      .split('\n')
      .find((line) => line.includes('Erika'))
      ?.trim();
    return nick ? { database, nick } : null;
  } catch {
    return null;
  }
}
