import { command } from '../replica-client.ts';

/** Sends a rejected change again, after its reason is gone. */
export async function retryRejected(n: number): Promise<void> {
  await command('retryRejected', { n });
}

/** Gives a rejected change up; the history keeps that it was discarded. */
export async function discardRejected(n: number): Promise<void> {
  await command('discardRejected', { n });
}
