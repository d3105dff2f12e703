// `node build/fuzz/record-files.mjs`: makes test/fixtures/pdf/recorded anew. Needs openssl and qpdf; the files are kept so
// that a mutant's seed makes the same bytes everywhere.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runnerImport } from 'vite';
import { inRoot } from '../repository.mjs';

const folder = inRoot('test/fixtures/pdf/recorded');
const load = async (file) =>
  (await runnerImport(inRoot(file), { configFile: false, root: inRoot('.'), logLevel: 'error' })).module;
const { startOnlineAuthority } = await load('test/fixtures/pki/online-authority.ts');
const { runCommandLine } = await load('electron/cli/run-command-line.ts');
const { letter } = await load('test/attacks/letter.ts');

mkdirSync(folder, { recursive: true });
const authority = await startOnlineAuthority();
try {
  const plain = authority.file('letter.pdf');
  writeFileSync(plain, letter());
  await sign(plain, path.join(folder, 'lta.pdf'));
  for (const [name, words] of [
    ['encrypted-rc4-40.pdf', ['--allow-weak-crypto', '--encrypt', 'user', 'owner', '40', '--']],
    ['encrypted-rc4-128.pdf', ['--allow-weak-crypto', '--encrypt', '', 'owner', '128', '--use-aes=n', '--']],
    ['encrypted-aes-128.pdf', ['--allow-weak-crypto', '--encrypt', '', 'owner', '128', '--use-aes=y', '--']],
    ['encrypted-aes-256.pdf', ['--encrypt', '', 'owner', '256', '--']],
    ['encrypted-aes-256-streams.pdf', ['--object-streams=generate', '--encrypt', 'user', 'owner', '256', '--']],
    ['linearised.pdf', ['--linearize', '--object-streams=generate']],
  ]) {
    execFileSync('qpdf', ['--static-id', '--static-aes-iv', ...words, plain, path.join(folder, name)]);
  }
} finally {
  await authority.close();
}

async function sign(input, output) {
  const key = ['--p12', authority.file('signer.p12'), '--password-env', 'PASSWORD'];
  const lines = [];
  const code = await runCommandLine(['sign', input, output, ...key, '--level', 'B-LTA', '--tsa', authority.tsaUrl], {
    env: { PASSWORD: 'test' },
    now: () => new Date(),
    out: (line) => lines.push(line),
    err: (line) => lines.push(line),
    fontPath: '',
    startCardProcess: () => {
      throw new Error('no card here');
    },
  });
  if (code !== 0) throw new Error(lines.join('\n'));
}
