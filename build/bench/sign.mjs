import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bundleCommandLine } from '../bundle-command-line.mjs';
import { inRoot } from '../repository.mjs';
import { describeCase, rotate } from './statistics.mjs';

const cases = [
  { name: '50 MB file', sizeBytes: 50_000_000, files: 1 },
  { name: '200 small files', sizeBytes: 20_000, files: 200 },
];

/** Signing PDF files from disk to disk with the same RSA-3072 key file. */
export const sign = {
  isOutside: true,
  notes: [
    'all: input and output on disk, one key file (PKCS#12, RSA 3072, SHA-256); the key file is opened once per file',
    'ours: the command line as a function: PAdES B-B, output synced to disk and renamed; @signpdf writes without sync',
    '@signpdf: placeholder-plain + signer-p12 (node-forge), adbe.pkcs7.detached; pdfsig: a process per file, NSS database, five files at most',
    'ours and @signpdf run in Electron as Node when a runtime is given; sha256 = hashing the file alone, a lower bound',
  ],
  run: ({ repetitions, runtime }) => benchSign({ repetitions, runtime }),
};

/** The cases of the benchmark contract; `runtime` absent: everything in this Node. */
export async function benchSign({ repetitions = 5, runtime } = {}) {
  const commandLine = await bundleCommandLine();
  const folder = mkdtempSync(path.join(tmpdir(), 'aktentasche-bench-sign-'));
  try {
    const pdfsig = preparePdfsig(folder);
    if (!pdfsig) console.error('note: pdfsig or certutil is not installed, peer skipped');
    const contenders = ['ours', 'signpdf', 'sha256', ...(pdfsig ? ['pdfsig'] : [])];
    const plan = Array.from({ length: repetitions }, (_, repetition) => rotate(contenders, repetition));
    return cases.map((one) => {
      const config = { ...one, folder, plan, commandLine, pdfsig, root: inRoot('.') };
      const samples = measure(config, runtime);
      return describeCase(`sign ${one.name}`, 'ms/file', samples, { biggerIsBetter: false });
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function measure(config, runtime) {
  const child = spawnSync(
    runtime?.executable ?? process.execPath,
    [inRoot('build/bench/sign-contenders.mjs'), JSON.stringify(config)],
    {
      env: { ...process.env, ...(runtime ? { ELECTRON_RUN_AS_NODE: '1' } : {}), BENCH_PASSWORD: 'test' },
      stdio: ['ignore', 'pipe', 'inherit'],
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    },
  );
  if (child.status !== 0) throw new Error(`sign-contenders ended with ${child.status ?? child.signal}`);
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
