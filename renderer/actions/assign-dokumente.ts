import { command } from '../replica-client.ts';

/** Hands what came in out to the Posteingang of another Einheit, all or none. */
export async function assignDokumente(dokumente: readonly string[], einheit: string): Promise<void> {
  await command('assignDokumente', { dokumente, einheit });
}
