import type { UebergabeInhalt, UebergabeZeile } from '../../replica-api/handover-rows.ts';
import type { Texts } from '../../ui/use-texts.ts';
import { fieldWords, valueWords, wordFor } from '../../ui/words.ts';

type Row = readonly [label: string, value: string];

/** Each changed detail: as the author set it, and as it is now. Label and value. */
export function comparedRows({ felder }: UebergabeInhalt, texts: Texts): readonly Row[] {
  const { t } = texts;
  return felder.flatMap(({ feld, mein, jetzt, moved }): readonly Row[] => {
    const [label] = fieldWords(texts, [feld]);
    if (!label) return [];
    const now = t(moved ? 'uebergabe.nowMoved' : 'uebergabe.now', { feld: label });
    return [
      [label, valueWords(mein, texts) || t('none')],
      [now, valueWords(jetzt, texts) || t('none')],
    ];
  });
}

/** What was set of something new, as far as a person fills it in. */
export function setRows({ werte }: UebergabeInhalt, texts: Texts): readonly Row[] {
  return Object.entries(werte).flatMap(([feld, wert]): readonly Row[] => {
    const [label] = fieldWords(texts, [feld]);
    const value = valueWords(wert, texts);
    return label && value ? [[label, value]] : [];
  });
}

/** The Vermerk that a taken package becomes: whose work it was and everything that it says. */
export function packageText(row: UebergabeZeile, contents: readonly UebergabeInhalt[], texts: Texts): string {
  const { t, dateTime } = texts;
  const parts = contents.map((change) => {
    const about = [change.zeichen, change.titel].filter(Boolean).join(' ');
    const facts = [...comparedRows(change, texts), ...setRows(change, texts)].map(
      ([label, value]) => `${label}: ${value}`,
    );
    const file = change.datei ? [t('uebergabe.fileLine', { name: change.datei.name })] : [];
    const head = `${wordFor(texts, 'was', change.was)}, ${dateTime(change.zeit)}${about ? `, ${about}` : ''}`;
    return [head, ...(change.text ? [change.text] : []), ...facts, ...file].join('\n');
  });
  return [t('uebergabe.vermerk', { von: row.von, zeit: dateTime(row.zeit) }), ...parts].join('\n\n');
}
