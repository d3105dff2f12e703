// Signs one file in this fresh process and prints the most memory it ever held, in MB: `node sign-memory.mjs CONFIG`.
import { readFileSync } from 'node:fs';

const { commandLine, keyFile, input, output } = JSON.parse(process.argv[2]);
const { runCommandLine } = await import(commandLine);
const argv = ['sign', input, output, '--p12', keyFile, '--password-env', 'BENCH_PASSWORD', '--json'];
const context = { env: process.env, now: () => new Date(), out: () => {}, err: console.error, fontPath: '' };
const code = await runCommandLine(argv, context);
// Not getrusage: its figure begins with what the process that started this one held.
const peakKb = Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'))[1]);
console.log(JSON.stringify({ code, peakMb: peakKb / 1024 }));
