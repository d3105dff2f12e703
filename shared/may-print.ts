import { rankOf } from './behoerdenprofil.ts';
import type { AppStatus } from './bridge.ts';
import type { ErrorCode } from './errors.ts';

/** Why what lies in an Akte of this Vertraulichkeit is not printed here; null = it may be. An unknown one counts as the highest. */
export function refusalOfPrint({ isAllowed, upTo }: AppStatus['print'], vertraulichkeit: string): ErrorCode | null {
  if (!isAllowed) return 'print-forbidden';
  return upTo !== null && rankOf(vertraulichkeit) > rankOf(upTo) ? 'print-too-confidential' : null;
}
