import { fileURLToPath } from 'node:url';
import { forkCardProcess } from '../signer/fork-card-process.ts';
import { relayCardProcess } from './relay-card-process.ts';
import { runCommandLine } from './run-command-line.ts';

// The entry of `dist/cli/aktentasche.js`; the launcher and the installed app import it.
const fontPath = fileURLToPath(new URL('../renderer/fonts/FiraSans-Regular.ttf', import.meta.url));

const cardProcess = fileURLToPath(new URL('card-process.js', import.meta.url));

process.exitCode = await runCommandLine(process.argv.slice(2), {
  env: process.env,
  now: () => new Date(),
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => process.stderr.write(`${line}\n`),
  fontPath,
  startCardProcess: () => (process.parentPort ? relayCardProcess(process.parentPort) : forkCardProcess(cardProcess)),
});

// A utility process of the installed app does not end by itself.
if (process.parentPort) process.exit();
