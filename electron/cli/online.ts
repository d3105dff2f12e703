import { randomBytes } from 'node:crypto';
import type { Online } from '../../shared/pdf/level/network.ts';
import { makeAskNetwork } from './ask-network.ts';

const timeoutMs = 20_000;

/** The network of the command line. */
export function openNetwork(tsaUrl: string | null): Online {
  return { ask: makeAskNetwork(timeoutMs), tsaUrl, makeNonce: () => randomBytes(16) };
}
