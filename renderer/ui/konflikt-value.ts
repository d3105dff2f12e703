import type { Feldwert } from '../../shared/akte.ts';
import type { Bedeutung, KonfliktWerte } from '../../shared/konflikt-werte.ts';
import type { Beziehung } from '../../shared/verweis.ts';
import type { Texts } from './use-texts.ts';
import { valueWords, wordFor } from './words.ts';

/** A contradicted value as a person reads it: what an id stands for, otherwise the value itself. */
export function konfliktValue(wert: Feldwert, bedeutung: Readonly<Record<string, Bedeutung>>, texts: Texts): string {
  const meaning = typeof wert === 'string' ? bedeutung[wert] : undefined;
  if (!meaning) return valueWords(wert, texts);
  if (meaning.kind === 'name') return meaning.text;
  if (meaning.kind === 'verweise')
    return meaning.ziele.map(({ beziehung, text }) => linkWords(beziehung, text, texts)).join('\n');
  const { nummer, von, zeit } = meaning;
  return texts.t('konflikt.fassung', { n: nummer, von, zeit: texts.dateTime(zeit) });
}

function linkWords(beziehung: Beziehung, text: string, { t }: Texts): string {
  return t('verweise.named', { was: t(`verweise.auf.${beziehung}`), name: text || t('verweise.hidden') });
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

/** A changed field in the history: what stood there and what stands there now. */
export function changeHistory(
  one: {
    readonly feld: string;
    readonly alt: Feldwert;
    readonly neu: Feldwert;
    readonly bedeutung: Readonly<Record<string, Bedeutung>>;
  },
  texts: Texts,
): string {
  const { t } = texts;
  const say = (wert: Feldwert) =>
    fieldValue(one.feld, konfliktValue(wert, one.bedeutung, texts), texts).replaceAll('\n', ', ') || t('konflikt.leer');
  return t('verlauf.aenderung', { feld: wordFor(texts, 'feld', one.feld), alt: say(one.alt), neu: say(one.neu) });
}

/** A code as its word. */
function fieldValue(feld: string, wert: string, texts: Texts): string {
  return feld === 'vertraulichkeit' || feld === 'status' || feld === 'schutzbedarf' ? wordFor(texts, feld, wert) : wert;
}
