import type { BridgeOutput } from '../../shared/bridge.ts';
import { call } from '../bridge-client.ts';

/** Where a copy goes; null: the person cancelled the system's dialog. */
export type CopyTarget = NonNullable<BridgeOutput<'files.saveCopy'>>;

/** Asks where a copy shall go. */
export function chooseCopyTarget(name: string): Promise<CopyTarget | null> {
  return call('files.saveCopy', { name });
}

/** Writes a copy piece by piece (one at least), one after the other; it gets its name with the last piece. */
export async function writeCopy(target: CopyTarget, ...parts: readonly AsyncIterable<Uint8Array>[]): Promise<void> {
  const { token } = target;
  let held: Uint8Array<ArrayBuffer> | null = null;
  for (const part of parts) {
    for await (const piece of part) {
      if (held) await call('files.savePiece', { token, bytes: held, last: false });
      held = new Uint8Array(piece);
    }
  }
  await call('files.savePiece', { token, bytes: held ?? new Uint8Array(), last: true });
}
