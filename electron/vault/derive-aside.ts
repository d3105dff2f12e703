import { Worker } from 'node:worker_threads';
import type { DeriveArgon2 } from './argon2.ts';

/** Runs Argon2id in a thread of its own, so that main keeps answering; the thread and its memory end with the answer. */
export function deriveAside(threadFile: string): DeriveArgon2 {
  return async (passphrase, salt, cost) => {
    const thread = new Worker(threadFile);
    try {
      return await new Promise<Uint8Array>((resolve, reject) => {
        thread.once('message', resolve);
        thread.once('error', reject);
        thread.postMessage({ passphrase, salt, cost });
      });
    } finally {
      await thread.terminate();
    }
  };
}
