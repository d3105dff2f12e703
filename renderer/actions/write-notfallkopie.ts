import type { BridgeOutput } from '../../shared/bridge.ts';
import { call } from '../bridge-client.ts';

/** Writes an encrypted copy of everything unsent into a folder that the person picks; null = nothing was picked. */
export function writeNotfallkopie(): Promise<BridgeOutput<'notfallkopie.write'>> {
  return call('notfallkopie.write', {});
}
