import { changeWords } from '../../../shared/texts/change-words.ts';
import type { Texts } from '../../ui/use-texts.ts';
import type { Difference } from './differences.ts';

/** One difference as a sentence. */
export function differenceWords({ t, language }: Texts, { fact, seen, pageIndex }: Difference): string {
  if (fact) return changeWords(language, fact);
  return t(`vergleich.seen.${seen ?? 'area'}`, { page: String(pageIndex + 1) });
}
