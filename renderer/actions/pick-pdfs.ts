import type { BridgeOutput } from '../../shared/bridge.ts';
import { call } from '../bridge-client.ts';

/** A file that the person chose: its bytes stream once by `token`. */
export type PickedPdf = BridgeOutput<'files.pickPdfs'>[number];

/** Opens the file picker of the operating system; empty when nothing was chosen. */
export async function pickPdfs(): Promise<readonly PickedPdf[]> {
  return call('files.pickPdfs', {});
}
