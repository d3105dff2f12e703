import type { TextKey } from '../../../shared/texts/translate.ts';
import type { Texts } from '../../ui/use-texts.ts';

type ReasonKey = Exclude<Extract<TextKey, `dok.grund.${string}`>, 'dok.grund.other'>;

const words: readonly (readonly [RegExp, ReasonKey])[] = [
  [/^digest-mismatch$/, 'dok.grund.digest'],
  [/^(byte-range|signature-not-in|signature-not-indirect|revision)/, 'dok.grund.range'],
  [/^changed-after/, 'dok.grund.changes'],
  [/^(chain-|issuer-|signer-certificate-missing)/, 'dok.grund.chain'],
  [/^certificate-expired$/, 'dok.grund.expired'],
  [/^certificate-revoked$/, 'dok.grund.revoked'],
  [/^timestamp-/, 'dok.grund.timestamp'],
  [/^certificate-/, 'dok.grund.certificate'],
  [/algorithm/, 'dok.grund.algorithm'],
  [/^(format|content|attributes|signature-value|cms)/, 'dok.grund.format'],
];

/** The sentence for a reason of the validation; an unknown one is named as it is. */
export function reasonWords(reason: string, t: Texts['t']): string {
  const key = words.find(([pattern]) => pattern.test(reason))?.[1];
  return key ? t(key) : t('dok.grund.other', { reason });
}
