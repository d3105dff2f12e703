import type { PostausgangZeile } from '../replica-api/postausgang-rows.ts';
import { command } from '../replica-client.ts';

/** Notes what became of something that left: received or come back, and what proves it. */
export async function noteDelivery(
  { id, rev }: Pick<PostausgangZeile, 'id' | 'rev'>,
  noted: Pick<PostausgangZeile, 'zugang' | 'zurueck' | 'nachweis'>,
): Promise<void> {
  await command('noteDelivery', { id, rev, ...noted });
}
