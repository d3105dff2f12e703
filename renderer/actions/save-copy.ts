import { call } from '../bridge-client.ts';
import { command } from '../replica-client.ts';

const pieceBytes = 2 * 1024 * 1024;

/**
 * Saves a copy of a Version outside the Aktentasche, where the person says. The access record "export" is on disk before
 * the bytes come. False: the person cancelled.
 */
export async function saveCopy(version: string, name: string): Promise<boolean> {
  const target = await call('files.saveCopy', { name });
  if (!target) return false;
  const { bytes } = await command('readVersion', {
    version,
    action: 'export',
    purpose: 'Kopie gespeichert',
    format: 'best',
  });
  for (let offset = 0; offset < bytes.byteLength; offset += pieceBytes) {
    const piece = bytes.slice(offset, offset + pieceBytes);
    await call('files.savePiece', { token: target.token, bytes: piece, last: offset + pieceBytes >= bytes.byteLength });
  }
  return true;
}
