import { parentPort } from 'node:worker_threads';
import { type Argon2Cost, deriveArgon2 } from './argon2.ts';

/** Entry of the worker thread: one derivation, one answer. */
parentPort?.once('message', async (request: { passphrase: string; salt: Uint8Array; cost: Argon2Cost }) => {
  parentPort?.postMessage(await deriveArgon2(request.passphrase, request.salt, request.cost));
});
