import type { SealFacts } from '../../shared/sync-protocol.ts';
import { command } from '../replica-client.ts';

/** The seal of the authority that this person may use. */
export type Seal = NonNullable<SealFacts['seal']>;

/** Null without a seal, without the right to it, and without a connection. */
export function readSeal(): Promise<Seal | null> {
  return command('readSeal', {});
}

/** Has the server seal the bytes that it holds; the result arrives as the next Version. Rejects with AppError 'seal-…', 'no-right' … */
export async function sealVersion(version: string): Promise<void> {
  await command('sealVersion', { version });
}
