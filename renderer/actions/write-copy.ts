import type { BridgeOutput } from '../../shared/bridge.ts';
import { call } from '../bridge-client.ts';

const pieceBytes = 2 * 1024 * 1024;

/** Where a copy goes; null: the person cancelled the system's dialog. */
export type CopyTarget = NonNullable<BridgeOutput<'files.saveCopy'>>;

/** Asks where a copy shall go. */
export function chooseCopyTarget(name: string): Promise<CopyTarget | null> {
  return call('files.saveCopy', { name });
}

/** Writes a copy piece by piece; it gets its name with the last one. */
export async function writeCopy(target: CopyTarget, bytes: Uint8Array): Promise<void> {
  for (let offset = 0; offset < bytes.byteLength; offset += pieceBytes) {
    const piece = bytes.slice(offset, offset + pieceBytes);
    await call('files.savePiece', { token: target.token, bytes: piece, last: offset + pieceBytes >= bytes.byteLength });
  }
}
