import type { Feldwert } from '../../shared/akte.ts';
import { de } from '../../shared/texts/de.ts';
import type { TextKey } from '../../shared/texts/translate.ts';
import type { Texts } from './use-texts.ts';

type Area = 'bewertung' | 'schutzbedarf' | 'feld' | 'kanal' | 'quelle' | 'was' | 'typ' | 'vertraulichkeit' | 'status';

/** The word for a code of the records; a code that has no word yet stands for itself. */
export function wordFor({ t }: Texts, area: Area, code: string): string {
  const key = `${area}.${code}`;
  return isPlainKey(key) ? t(key) : code;
}

/** The words for fields that a person fills in; the ones that only the program writes have none. */
export function fieldWords({ t }: Texts, felder: readonly string[]): readonly string[] {
  return felder.map((feld) => `feld.${feld}`).flatMap((key) => (isPlainKey(key) ? [t(key)] : []));
}

/** A value of a record as a person reads it: lists one entry per line, dates with their weekday, empty for none. */
export function valueWords(wert: Feldwert, { date }: Texts): string {
  if (wert === null) return '';
  if (Array.isArray(wert)) return wert.join('\n');
  return typeof wert === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(wert) ? date(wert) : String(wert);
}

/** Keys of words have no placeholders. */
type PlainKey = Extract<TextKey, `was.${string}`>;

function isPlainKey(key: string): key is PlainKey {
  return key in de;
}
