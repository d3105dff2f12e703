import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bundleFunctions } from '../bundle-functions.mjs';
import { inRoot } from '../repository.mjs';
import { describeCase } from './statistics.mjs';

/** Raising signed files to B-LTA against a time-stamping service on the same computer. */
export const upgrade = {
  isOutside: true,
  counts: [1_000],
  notes: [
    'ours: what the raise worker of the app runs, four files at a time, memory to memory; each file is 20 KB, one RSA-3072 signature at B-B',
    'per file two time-stamps (ECDSA P-256), the certificates and the CRL; the service is a process of its own on the same cores',
    'tsa: two questions per file to the same service and nothing else, a lower bound',
    'runs in Electron as Node when a runtime is given',
  ],
  run: ({ counts, repetitions, runtime }) => benchUpgrade({ counts, repetitions, runtime }),
};

/** The cases of the benchmark contract; `runtime` absent: everything in this Node. */
export async function benchUpgrade({ counts, repetitions = 1, runtime } = {}) {
  const folder = mkdtempSync(path.join(tmpdir(), 'aktentasche-bench-upgrade-'));
  try {
    await bundleFunctions(folder, {
      raise: inRoot('build/bench/contenders/ours-raise.mjs'),
      authority: inRoot('build/bench/contenders/local-authority.mjs'),
    });
    return counts.map((files) => {
      const samples = measure({ folder, files, repetitions }, runtime);
      return describeCase(`raise ${files} files to B-LTA`, 'ms/file', samples, { biggerIsBetter: false });
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function measure(config, runtime) {
  const child = spawnSync(
    runtime?.executable ?? process.execPath,
    [inRoot('build/bench/upgrade-contenders.mjs'), JSON.stringify(config)],
    {
      env: { ...process.env, ...(runtime ? { ELECTRON_RUN_AS_NODE: '1' } : {}) },
      stdio: ['ignore', 'pipe', 'inherit'],
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    },
  );
  if (child.status !== 0) throw new Error(`upgrade-contenders ended with ${child.status ?? child.signal}`);
  return JSON.parse(child.stdout.trimEnd().split('\n').at(-1));
}
