import type { AusgangZeile } from '../../replica-api/open-work.ts';
import type { Texts } from '../../ui/use-texts.ts';
import { fieldWords, valueWords, wordFor } from '../../ui/words.ts';

/** New values where a person typed them, otherwise which details; what was written, of a Vermerk. Label and value. */
export function changeFacts(row: AusgangZeile, texts: Texts): readonly (readonly [string, string])[] {
  const { t } = texts;
  if (row.text) return [[wordFor(texts, 'was', row.was), row.text]];
  const typed = Object.entries(row.werte);
  const others = row.felder.filter((feld) => !(feld in row.werte));
  return [
    ...typed.map(([feld, wert]) => [wordFor(texts, 'feld', feld), valueWords(wert, texts) || t('none')] as const),
    [t('ausgang.fields'), fieldWords(texts, others).join(', ')],
  ];
}

/** The same for a text file: what, about what, when, and why it was refused. */
export function changeText(row: AusgangZeile, texts: Texts): string {
  const { t, dateTime, error } = texts;
  const facts = [
    [t('ausgang.about'), [row.zeichen, row.titel].filter(Boolean).join(' ')],
    [t('feld.zeit'), dateTime(row.zeit)],
    ...changeFacts(row, texts),
    [t('ausgang.rejected'), row.code ? error(row.code) : ''],
    [t('ausgang.why'), row.helfer.length > 0 ? t('ausgang.helfer', { wer: row.helfer.join(', ') }) : ''],
  ];
  const lines = facts.filter(([, value]) => value !== '').map(([label, value]) => `${label}: ${value}`);
  return `${[wordFor(texts, 'was', row.was), '', ...lines].join('\n')}\n`;
}
