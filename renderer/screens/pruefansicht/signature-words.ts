import type { SignatureVerdict } from '../../../shared/pdf/pdf-types.ts';
import type { Texts } from '../../ui/use-texts.ts';
import type { Difference } from './differences.ts';

/** Who signed, or set a time-stamp. */
export function signerWords({ signer }: SignatureVerdict, { t }: Texts): string {
  return signer ?? t('dok.check.unknownSigner');
}

/** Over the left column: when and by whom, as far as it is known. */
export function titleWords(signature: SignatureVerdict, texts: Texts): string {
  const { t, dateTime } = texts;
  const { provenTime, claimedTime, level } = signature;
  const signer = signerWords(signature, texts);
  const time = provenTime ?? claimedTime;
  if (summaryOf(signature, []) === 'unproven') return t('vergleich.unproven', { signer });
  if (level === 'timestamp') return t('vergleich.stamped', { time: dateTime(time), signer });
  return time ? t('vergleich.signed', { time: dateTime(time), signer }) : t('vergleich.signedUndated', { signer });
}

type Summary = 'unknown' | 'unproven' | 'forbidden' | 'covering' | 'permitted' | 'unchanged';

/** What the comparison means, in one word of the texts `vergleich.means.*`. */
export function summaryOf(
  { signedBytes, verdict, reason, changesAfter }: SignatureVerdict,
  differences: readonly Difference[],
): Summary {
  if (signedBytes === null) return 'unknown';
  if (verdict === 'invalid' && reason !== 'changed-after-signing') return 'unproven';
  if (changesAfter !== 'forbidden' && differences.some(({ tone }) => tone === 'covering')) return 'covering';
  return changesAfter === 'none' ? 'unchanged' : changesAfter;
}
