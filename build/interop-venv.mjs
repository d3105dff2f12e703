// `node build/interop-venv.mjs`: a Python environment in .venv/interop with pyHanko, another project's judge of
// signatures. Optional: without it `npm run test:interop` skips those checks and says so.
import { spawnSync } from 'node:child_process';
import { inRoot } from './repository.mjs';

const folder = inRoot('.venv/interop');
const packages = ['pyHanko==0.38.0', 'pyhanko-cli==0.6.0', 'certomancer-csc-dummy==0.4.2'];

for (const [program, words] of [
  ['python3', ['-m', 'venv', folder]],
  [`${folder}/bin/pip`, ['install', '--quiet', '--disable-pip-version-check', ...packages]],
  [`${folder}/bin/pyhanko`, ['--version']],
]) {
  const { status, error } = spawnSync(program, words, { stdio: 'inherit' });
  if (status !== 0) {
    console.error(error?.message ?? `${program} ended with code ${status}`);
    process.exit(1);
  }
}
