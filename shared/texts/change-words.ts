import type { ChangeFact } from '../pdf/validate/change-fact.ts';
import { de } from './de.ts';
import { type Language, type TextKey, translate } from './translate.ts';

type KindKey = Extract<TextKey, `anmerkung.${string}`>;

/** The sentence for a change or a warning of the validation. */
export function changeWords(language: Language, { code, pageIndex = 0, name = '', text = '' }: ChangeFact): string {
  const shown = code.startsWith('annotation') ? kindWords(language, name) : name;
  const spoken = text.replace(/\s+/g, ' ').trim();
  return translate(language, `aenderung.${code}`, { page: String(pageIndex + 1), name: shown, text: spoken });
}

/** A kind of annotation (its /Subtype) in words. */
function kindWords(language: Language, subtype: string): string {
  const key = `anmerkung.${subtype}`;
  if (key === 'anmerkung.other' || !Object.hasOwn(de, key))
    return translate(language, 'anmerkung.other', { name: subtype });
  return translate(language, key as Exclude<KindKey, 'anmerkung.other'>);
}
