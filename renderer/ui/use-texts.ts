import { createContext, useContext, useMemo } from 'react';
import type { ErrorCode } from '../../shared/errors.ts';
import { errorsDe } from '../../shared/texts/errors-de.ts';
import { errorsEn } from '../../shared/texts/errors-en.ts';
import { type Language, type TextArguments, type TextKey, translate } from '../../shared/texts/translate.ts';
import {
  formatDate,
  formatDateTime,
  formatMoment,
  formatReceipt,
  formatShortDate,
  formatSize,
  formatWeekday,
  formatWithZone,
} from './format.ts';

/** Words, dates and amounts in the person's language. */
export interface Texts {
  readonly language: Language;
  readonly t: <K extends TextKey>(key: K, ...args: TextArguments<K>) => string;
  /** The two sentences of an error. */
  readonly error: (code: ErrorCode) => string;
  readonly date: (value: string | null) => string;
  readonly weekday: (value: string) => string;
  readonly shortDate: (value: string | null) => string;
  readonly dateTime: (value: string | null) => string;
  readonly moment: (value: string | null) => string;
  readonly receipt: (value: string | null) => string;
  readonly zone: (value: string | null) => string;
  readonly size: (bytes: number) => string;
}

/** The language of everything below it; the app provides it and switches it at run time. */
export const LanguageContext = createContext<Language>('de');

/** The texts of the present language. */
export function useTexts(): Texts {
  const language = useContext(LanguageContext);
  return useMemo(() => textsIn(language), [language]);
}

/** The texts of one language, outside React. */
export function textsIn(language: Language): Texts {
  return {
    language,
    t: (key, ...args) => translate(language, key, ...args),
    error: (code) => (language === 'de' ? errorsDe : errorsEn)[code],
    date: (value) => formatDate(language, value),
    weekday: (value) => formatWeekday(language, value),
    shortDate: (value) => formatShortDate(language, value),
    dateTime: (value) => formatDateTime(language, value),
    moment: (value) => formatMoment(language, value),
    receipt: (value) => formatReceipt(language, value),
    zone: (value) => formatWithZone(language, value),
    size: (bytes) => formatSize(language, bytes),
  };
}
