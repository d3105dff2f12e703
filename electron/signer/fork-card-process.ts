import { type ChildProcess, fork } from 'node:child_process';
import type { SignerChild } from './ask-child.ts';

/** Starts the bundle `file` (card-process.js) as a child of Node; `env` is what vendors' modules read. */
export function forkCardProcess(file: string, env: NodeJS.ProcessEnv = process.env): SignerChild {
  const child: ChildProcess = fork(file, {
    serialization: 'advanced',
    env,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  return {
    // A process that ended meanwhile answers nothing; its end is reported by itself.
    postMessage: (message) => void child.send(message as object, () => {}),
    on: (event: string, listener: (message: unknown) => void) => child.on(event, listener),
    // Vendor code may hang where no signal handler runs.
    kill: () => child.kill('SIGKILL'),
  };
}
