import type { BridgeOutput } from '../../shared/bridge.ts';
import { call } from '../bridge-client.ts';

const pieceBytes = 2 * 1024 * 1024;

/** Where a copy goes; null: the person cancelled the system's dialog. */
export type CopyTarget = NonNullable<BridgeOutput<'files.saveCopy'>>;

/** Asks where a copy shall go. */
export function chooseCopyTarget(name: string): Promise<CopyTarget | null> {
  return call('files.saveCopy', { name });
}

/** Writes a copy piece by piece, what is appended last; it gets its name with the last piece. */
export async function writeCopy(
  target: CopyTarget,
  bytes: Uint8Array,
  appended: Uint8Array = new Uint8Array(),
): Promise<void> {
  const pieces = [...piecesOf(bytes), ...piecesOf(appended)];
  for (const [index, piece] of pieces.entries()) {
    await call('files.savePiece', { token: target.token, bytes: piece.slice(), last: index === pieces.length - 1 });
  }
}

function piecesOf(bytes: Uint8Array): Uint8Array[] {
  const count = Math.ceil(bytes.length / pieceBytes);
  return Array.from({ length: count }, (_, i) => bytes.subarray(i * pieceBytes, (i + 1) * pieceBytes));
}
