import type { Feldwert } from '../../shared/akte.ts';
import type { Bedeutung, KonfliktWerte } from '../../shared/konflikt-werte.ts';
import { changeHistory, konfliktHistory } from './konflikt-value.ts';
import type { Texts } from './use-texts.ts';
import { fieldWords } from './words.ts';

/** What of a line of the history makes its text. */
interface HistoryLine {
  readonly was: string;
  readonly text: string;
  readonly felder: readonly string[];
  readonly ende?: string | null;
  readonly konflikt?: KonfliktWerte;
  readonly aenderungen?: readonly {
    readonly feld: string;
    readonly alt: Feldwert;
    readonly neu: Feldwert;
    readonly bedeutung: Readonly<Record<string, Bedeutung>>;
  }[];
}

/** Who did it; of an act for somebody else both names. */
export function historyWho(
  { von, fuer }: { readonly von: string; readonly fuer?: string },
  { t }: Pick<Texts, 't'>,
): string {
  return fuer === undefined ? von : t('vertretung.who', { von, fuer });
}

/** What an entry of the history says besides its kind: its text, the values of a Konflikt, or the fields that an unsent change sets. */
export function historyText({ was, text, felder, ende, konflikt, aenderungen }: HistoryLine, texts: Texts): string {
  if (aenderungen) return [text, ...aenderungen.map((one) => changeHistory(one, texts))].filter(Boolean).join('; ');
  if (konflikt) return konfliktHistory(konflikt, texts);
  if (was === 'fassungswahl') return texts.t('konflikt.gewaehlt', { n: text });
  if (ende !== undefined) return `${text} · ${ende === null ? texts.t('frist.noDate') : texts.date(ende)}`;
  const words = fieldWords(texts, felder).join(', ');
  return text && words ? `${text}; ${words}` : text || words;
}
