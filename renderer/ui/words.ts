import { de } from '../../shared/texts/de.ts';
import type { TextKey } from '../../shared/texts/translate.ts';
import type { Texts } from './use-texts.ts';

type Area = 'feld' | 'kanal' | 'quelle' | 'was' | 'typ' | 'vertraulichkeit' | 'status';

/** The word for a code of the records; a code that has no word yet stands for itself. */
export function wordFor({ t }: Texts, area: Area, code: string): string {
  const key = `${area}.${code}`;
  return isPlainKey(key) ? t(key) : code;
}

/** Keys of words have no placeholders. */
type PlainKey = Extract<TextKey, `was.${string}`>;

function isPlainKey(key: string): key is PlainKey {
  return key in de;
}
