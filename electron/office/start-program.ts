import { spawn } from 'node:child_process';
import { shell } from 'electron';
import { AppError } from '../../shared/errors.ts';
import type { Policy } from '../policy.ts';

/** Opens a file in the program that the policy names, else in the person's default one. Throws AppError 'office-not-opened'. */
export async function startProgram(program: NonNullable<Policy['office']>['program'], file: string): Promise<void> {
  if (program === undefined) {
    const failure = await shell.openPath(file);
    if (failure !== '') throw new AppError('office-not-opened', { cause: failure });
    return;
  }
  await new Promise<void>((resolve, reject) => {
    const child = spawn(program.path, [...(program.args ?? []), file], {
      detached: true,
      stdio: 'ignore',
      env: withoutElectron(process.env),
    });
    child.once('error', (cause) => reject(new AppError('office-not-opened', { cause })));
    child.once('spawn', () => {
      child.unref();
      resolve();
    });
  });
}

/** What steers Electron and Node is none of another program's business. */
function withoutElectron(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(ELECTRON_|NODE_|CHROME_)/.test(name)));
}
