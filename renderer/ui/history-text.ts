import type { KonfliktWerte } from '../../shared/konflikt-werte.ts';
import { konfliktHistory } from './konflikt-value.ts';
import type { Texts } from './use-texts.ts';
import { fieldWords } from './words.ts';

/** What of a line of the history makes its text. */
interface HistoryLine {
  readonly was: string;
  readonly text: string;
  readonly felder: readonly string[];
  readonly konflikt?: KonfliktWerte;
}

/** Who did it; of an act for somebody else both names. */
export function historyWho(
  { von, fuer }: { readonly von: string; readonly fuer?: string },
  { t }: Pick<Texts, 't'>,
): string {
  return fuer === undefined ? von : t('vertretung.who', { von, fuer });
}

/** What an entry of the history says besides its kind: its text, the values of a Konflikt, or the fields that an unsent change sets. */
export function historyText({ was, text, felder, konflikt }: HistoryLine, texts: Texts): string {
  if (konflikt) return konfliktHistory(konflikt, texts);
  if (was === 'fassungswahl') return texts.t('konflikt.gewaehlt', { n: text });
  return text || fieldWords(texts, felder).join(', ');
}
