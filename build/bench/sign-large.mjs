import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { inRoot } from '../repository.mjs';
import { writePlainPdf } from './plain-pdf.mjs';
import { describeCase } from './statistics.mjs';

const sizes = { small: 1_000_000, large: 1_000_000_000 };

/** Memory at its peak while a file of 1 GB is signed, beside one of 1 MB; both results are checked. */
export function measureLarge({ folder, commandLine, runtime, repetitions }) {
  const place = path.join(folder, 'large');
  mkdirSync(place);
  try {
    for (const [name, bytes] of Object.entries(sizes)) writePlainPdf(path.join(place, `${name}.pdf`), bytes);
    const peaks = { small: [], large: [] };
    const growth = [];
    for (let round = 0; round < repetitions; round++) {
      for (const name of Object.keys(sizes)) peaks[name].push(peakOf(place, name, { commandLine, runtime }));
      growth.push(peaks.large[round] - peaks.small[round]);
    }
    for (const name of Object.keys(sizes)) requireWhole(place, name);
    return [
      describeCase('memory at the peak, 1 GB file', 'MB', { ours: peaks.large }, { biggerIsBetter: false }),
      describeCase('memory more than for a 1 MB file', 'MB', { ours: growth }, { biggerIsBetter: false }),
    ];
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

function peakOf(place, name, { commandLine, runtime }) {
  const [input, output] = [path.join(place, `${name}.pdf`), path.join(place, `${name}-signed.pdf`)];
  rmSync(output, { force: true });
  const config = { commandLine, keyFile: inRoot('test/fixtures/pki/rsa.p12'), input, output };
  const child = spawnSync(
    runtime?.executable ?? process.execPath,
    [inRoot('build/bench/sign-memory.mjs'), JSON.stringify(config)],
    {
      env: { ...process.env, ...(runtime ? { ELECTRON_RUN_AS_NODE: '1' } : {}), BENCH_PASSWORD: 'test' },
      stdio: ['ignore', 'pipe', 'inherit'],
      encoding: 'utf8',
    },
  );
  const { code, peakMb } = JSON.parse(child.stdout.trimEnd().split('\n').at(-1));
  if (code !== 0) throw new Error(`signing ${name} ended with ${code}`);
  return peakMb;
}

/** The original is the beginning of the result, and a stranger's program calls the signature valid. */
function requireWhole(place, name) {
  const [input, output] = [path.join(place, `${name}.pdf`), path.join(place, `${name}-signed.pdf`)];
  execFileSync('cmp', ['-n', String(statSync(input).size), input, output]);
  const { error, stdout } = spawnSync('pdfsig', ['-nocert', output], { encoding: 'utf8', timeout: 300_000 });
  if (error) {
    console.error('SKIPPED LOUDLY: pdfsig is not installed, the signature of the large file is not checked');
    return;
  }
  if (!/Signature is Valid/.test(stdout) || !/Total document signed/.test(stdout)) {
    throw new Error(`pdfsig does not like ${name}: ${stdout}`);
  }
  console.error(`note: pdfsig calls the signature of the ${name} file valid, and the original is its beginning`);
}
