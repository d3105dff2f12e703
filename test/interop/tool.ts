import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

const venv = path.resolve(import.meta.dirname, '../../.venv/interop/bin');

/** What a stranger's program said. Its exit code is -1 when it is not on this machine. */
export type Said = { readonly code: number; readonly text: string };

/** Runs another project's program on our file; both of its streams as one text. */
export function runTool(program: string, words: readonly string[]): Said {
  const inVenv = path.join(venv, program);
  const { error, status, stdout, stderr } = spawnSync(existsSync(inVenv) ? inVenv : program, words, {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
    timeout: 60_000,
  });
  if (error) return { code: -1, text: error.message };
  return { code: status ?? 1, text: `${stdout}${stderr}` };
}

/** Whether the program is here; says its version, or loudly that its checks are skipped. */
export function hasTool(program: string, versionWord: string): boolean {
  const { code, text } = runTool(program, [versionWord]);
  if (code === -1) console.warn(`SKIPPED LOUDLY: ${program} is not installed, its checks do not run.`);
  else console.log(`interop: ${text.trim().split('\n')[0]}`);
  return code !== -1;
}
