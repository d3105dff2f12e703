import type { Feldwert } from '../../shared/akte.ts';
import type { Bedeutung, KonfliktWerte } from '../../shared/konflikt-werte.ts';
import type { Texts } from './use-texts.ts';
import { valueWords, wordFor } from './words.ts';

/** A contradicted value as a person reads it: what an id stands for, otherwise the value itself. */
export function konfliktValue(wert: Feldwert, bedeutung: Readonly<Record<string, Bedeutung>>, texts: Texts): string {
  const meaning = typeof wert === 'string' ? bedeutung[wert] : undefined;
  if (!meaning) return valueWords(wert, texts);
  if (meaning.kind === 'name') return meaning.text;
  const { nummer, von, zeit } = meaning;
  return texts.t('konflikt.fassung', { n: nummer, von, zeit: texts.dateTime(zeit) });
}

/** A Konflikt in the history: the field with both values and who set them; once decided what holds, and what was not taken. */
export function konfliktHistory(
  { feld, mein, meinVon, ihr, ihrVon, bedeutung, entscheidung }: KonfliktWerte,
  texts: Texts,
): string {
  const { t } = texts;
  const say = (wert: Feldwert) => konfliktValue(wert, bedeutung, texts).replaceAll('\n', ', ') || t('konflikt.leer');
  const word = wordFor(texts, 'feld', feld);
  if (entscheidung === undefined)
    return t('konflikt.verlauf', { feld: word, mein: say(mein), meinVon, ihr: say(ihr), ihrVon });
  const chosen = say(entscheidung);
  const others = [say(mein), say(ihr)]
    .filter((value) => value !== chosen)
    .map((value) => t('konflikt.quoted', { value }));
  return t('konflikt.verlaufEntschieden', { feld: word, wert: chosen, statt: [...new Set(others)].join(', ') });
}
