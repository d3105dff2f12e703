import type { BridgeInput } from '../../shared/bridge.ts';
import { call } from '../bridge-client.ts';

/** Tells main how much waits today; main decides whether the person is told. */
export async function reportDue(counts: BridgeInput<'due.report'>): Promise<void> {
  await call('due.report', counts);
}
