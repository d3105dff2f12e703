import type { ChosenKey } from '../../shared/bridge.ts';
import { legalMeaningBefore } from '../../shared/legal-meaning.ts';
import { useTexts } from './use-texts.ts';

/** What signing with the chosen key legally means; nothing before there is a key that is known. */
export function KeyMeaning({ chosen }: { readonly chosen: ChosenKey | null }) {
  const { t } = useTexts();
  if (!chosen?.rank) return null;
  const sentences = legalMeaningBefore(chosen.rank).map((key) => t(key));
  return <small className="key-meaning">{sentences.join(' ')}</small>;
}
