import { piecesOf } from '../ranges/pieces-of.ts';
import { readStream } from '../ranges/stream-file.ts';
import { streamVersion } from './stream-version.ts';
import { chooseCopyTarget, writeCopy } from './write-copy.ts';

/**
 * Saves a copy of a Version outside the Aktentasche, where the person says. The access record "export" is on disk before
 * the bytes come, piece by piece. False: the person cancelled.
 */
export async function saveCopy(version: string, name: string): Promise<boolean> {
  const target = await chooseCopyTarget(name);
  if (!target) return false;
  const stream = await streamVersion({ version, action: 'export', purpose: 'Kopie gespeichert', format: 'best' });
  try {
    await writeCopy(target, piecesOf(readStream(stream)));
    return true;
  } finally {
    stream.giveBack();
  }
}
