import { command } from '../replica-client.ts';

/** The bytes of a Version for looking at it; the access record is on disk before they come. */
export async function openVersion(version: string): Promise<Uint8Array> {
  const { bytes } = await command('readVersion', {
    version,
    action: 'open',
    purpose: 'Dokument ansehen',
    format: 'best',
  });
  return bytes;
}
