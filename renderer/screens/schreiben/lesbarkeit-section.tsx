import { useDeferredValue, useMemo } from 'react';
import { easeGrade, hardWords, measureText } from '../../../shared/lesbarkeit/measure-text.ts';
import type { Schreiben } from '../../../shared/schreiben/schreiben.ts';
import { wordsOf } from '../../../shared/schreiben/schreiben-words.ts';
import { Button } from '../../ui/button.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Section } from '../../ui/panel.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import type { Editor } from './use-editor.ts';

/** How the text reads as far as it can be counted, and its longest sentences. A hint; nothing is stopped by it. */
export function LesbarkeitSection({ schreiben, editor }: { readonly schreiben: Schreiben; readonly editor: Editor }) {
  const { t, language } = useTexts();
  const { bloecke, sprache } = useDeferredValue(schreiben);
  const found = useMemo(() => measureText(wordsOf({ bloecke }), sprache), [bloecke, sprache]);
  if (!found) return <Section title={t('schreiben.lesbarkeit')}>{t('schreiben.lesbarkeit.few')}</Section>;
  const amount = (value: number, digits = 0) =>
    new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(value);
  return (
    <Section title={t('schreiben.lesbarkeit')}>
      <Facts
        rows={[
          [
            t('schreiben.lesbarkeit.ease'),
            `${amount(found.ease)} · ${t(`schreiben.lesbarkeit.grad.${easeGrade(found.ease)}`)}`,
          ],
          [
            t('schreiben.lesbarkeit.length'),
            t('schreiben.lesbarkeit.perSentence', { n: amount(found.wordsPerSentence, 1) }),
          ],
          [t('schreiben.lesbarkeit.words'), amount(found.words)],
          [t('schreiben.lesbarkeit.passive'), t('schreiben.lesbarkeit.of', { n: found.passive, all: found.sentences })],
          [t('schreiben.lesbarkeit.nominal'), amount(found.nominal)],
        ]}
      />
      {found.hard.length > 0 && (
        <>
          <small>{t('schreiben.lesbarkeit.long', { n: hardWords })}</small>
          <ul className="plain-list hard-list">
            {found.hard.slice(0, 3).map(({ paragraph, from, to, text, words }) => (
              <li key={`${paragraph} ${from}`}>
                <Button look="quiet" onPress={() => editor.selectWords(paragraph, from, to)}>
                  {t('schreiben.lesbarkeit.sentence', { n: words, text: shortened(text) })}
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
      <small>{t(sprache === 'de' ? 'schreiben.lesbarkeit.amstad' : 'schreiben.lesbarkeit.flesch')}</small>
    </Section>
  );
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 58).trimEnd()} …` : text;
}
