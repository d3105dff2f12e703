import { de } from './de.ts';
import { en } from './en.ts';

/** Languages of the interface, German first. */
export type Language = 'de' | 'en';

/** Key of a text; the compiler refuses a key that a language lacks. */
export type TextKey = keyof typeof de;

/** Names of the placeholders in a text: `{name}` shows a value, `{name|one|other}` chooses a word by the number. */
type Placeholders<S extends string> = S extends `${string}{${infer P}}${infer Rest}`
  ? (P extends `${infer Name}|${string}` ? Name : P) | Placeholders<Rest>
  : never;

/** Arguments after the key: none, or one object with every placeholder of the text. */
export type TextArguments<K extends TextKey> = [Placeholders<(typeof de)[K]>] extends [never]
  ? []
  : [values: Readonly<Record<Placeholders<(typeof de)[K]>, string | number>>];

/** The text of `key` in `language` with its placeholders filled. */
export function translate<K extends TextKey>(language: Language, key: K, ...args: TextArguments<K>): string {
  const text: string = (language === 'de' ? de : en)[key];
  const values: Readonly<Record<string, string | number>> = args[0] ?? {};
  return text.replace(/\{([^{}|]+)(?:\|([^{}|]*)\|([^{}|]*))?\}/g, (_, name: string, one?: string, other?: string) => {
    const value = values[name] ?? '';
    if (one === undefined || other === undefined)
      return typeof value === 'number' ? formatCount(language, value) : value;
    return value === 1 ? one : other;
  });
}

/**
 * Words that the app itself writes into a record: German, the official language (§ 23 (1) VwVfG, § 19 (1) SGB X), whatever language
 * the screen of the person has.
 */
export function recordText<K extends TextKey>(key: K, ...args: TextArguments<K>): string {
  return translate('de', key, ...args);
}

/** Kept, because a list says several numbers in each row and making a formatter costs far more than using it. */
const counts = { de: new Intl.NumberFormat('de-DE'), en: new Intl.NumberFormat('en-GB') } as const;

function formatCount(language: Language, value: number): string {
  return counts[language].format(value);
}
