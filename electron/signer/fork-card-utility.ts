import { utilityProcess } from 'electron';
import type { SignerChild } from './ask-child.ts';

/** Starts the bundle `file` (card-process.js) as a utility process that can be ended whatever a vendor's module does in it. */
export function forkCardUtility(file: string): SignerChild {
  const child = utilityProcess.fork(file, [], { serviceName: 'aktentasche-card' });
  return {
    postMessage: (message) => child.postMessage(message),
    on: (event: 'message' | 'exit', listener: (message: unknown) => void) => child.on(event as 'message', listener),
    // The polite signal may never be handled by code that hangs.
    kill: () => (child.pid === undefined ? child.kill() : process.kill(child.pid, 'SIGKILL')),
  };
}
