import { command } from '../replica-client.ts';
import { chooseCopyTarget, writeCopy } from './write-copy.ts';

/**
 * Saves a copy of a Version outside the Aktentasche, where the person says. The access record "export" is on disk before
 * the bytes come. False: the person cancelled.
 */
export async function saveCopy(version: string, name: string): Promise<boolean> {
  const target = await chooseCopyTarget(name);
  if (!target) return false;
  const { bytes } = await command('readVersion', {
    version,
    action: 'export',
    purpose: 'Kopie gespeichert',
    format: 'best',
  });
  await writeCopy(target, bytes);
  return true;
}
