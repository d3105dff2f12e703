import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { inRoot } from './repository.mjs';

/** Runs a program to its end, its output on our own; returns its exit code (128 + number for a signal). */
export async function run(program, words, options = {}) {
  const child = spawn(program, words, { stdio: ['ignore', 'inherit', 'inherit'], cwd: inRoot(), ...options });
  const [code, signal] = await once(child, 'exit');
  return code ?? (signal ? 130 : 1);
}

/** Runs a program to its end; returns `{ code, output }` with both of its streams as one text. */
export async function capture(program, words, options = {}) {
  const child = spawn(program, words, { stdio: ['ignore', 'pipe', 'pipe'], cwd: inRoot(), ...options });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
  const [code] = await once(child, 'close');
  return { code: code ?? 1, output };
}

/** Runs the JavaScript file of an installed package under this Node (no shell, no npx, no .bin links). */
export const packageScript = (file) => inRoot('node_modules', file);
