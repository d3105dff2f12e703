import { bytesFile, piecesOf } from '../ranges/pieces-of.ts';
import { command } from '../replica-client.ts';
import { chooseCopyTarget, writeCopy } from './write-copy.ts';

/** Sends a rejected change again, after its reason is gone. */
export async function retryRejected(n: number): Promise<void> {
  await command('retryRejected', { n });
}

/** Gives a rejected change up; the history keeps that it was discarded, and why. */
export async function discardRejected(n: number, grund: string): Promise<void> {
  await command('discardRejected', { n, grund });
}

/** Writes what a rejected change says into the history of a Vorgang, in the person's own name; then it waits no more. */
export async function keepAsVermerk(n: number, vorgang: string, text: string): Promise<void> {
  await command('keepAsVermerk', { n, vorgang, text });
}

/** Asks in the history of a closed Vorgang that it be set open again. */
export async function askReopening(n: number, grund: string): Promise<void> {
  await command('askReopening', { n, grund });
}

/** Saves what a rejected change says as a text outside the Aktentasche. False: the person cancelled. */
export async function saveRejectedAsText(name: string, text: string): Promise<boolean> {
  const target = await chooseCopyTarget(name);
  if (!target) return false;
  await writeCopy(target, piecesOf(bytesFile(new TextEncoder().encode(text))));
  return true;
}
