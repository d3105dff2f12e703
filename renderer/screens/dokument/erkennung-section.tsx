import { recogniseText } from '../../actions/recognise-text.ts';
import type { Texterkennung } from '../../replica-api/recognition-rows.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Section } from '../../ui/panel.tsx';
import { useTask } from '../../ui/use-task.ts';
import { type Texts, useTexts } from '../../ui/use-texts.ts';

interface ErkennungSectionProps {
  readonly version: string;
  /** Null: no scan, or not looked into yet. */
  readonly state: Texterkennung | null | undefined;
}

/** Whether the words in a scan have been read, and what is to be known of them. */
export function ErkennungSection({ version, state }: ErkennungSectionProps) {
  const texts = useTexts();
  const { t } = texts;
  const asking = useTask();
  if (!state) return null;
  const { poor, left } = state;
  const isKnown = state.state === 'read';
  return (
    <Section title={t('erkennung.title')}>
      <p>{sentence(state, texts)}</p>
      {isKnown && <p>{t('erkennung.doubt')}</p>}
      {poor.length > 0 && <p>{t('erkennung.poor', { pages: poor.map((index) => index + 1).join(', ') })}</p>}
      {isKnown && left > 0 && <p>{t('erkennung.left', { n: left })}</p>}
      {state.mayAsk && (
        <div className="row">
          <Button isDisabled={asking.isRunning} onPress={() => void asking.run(() => recogniseText(version))}>
            {t('erkennung.ask')}
          </Button>
        </div>
      )}
      <ErrorNote error={asking.error} />
    </Section>
  );
}

function sentence({ state, done, total, at, mode, isAsked }: Texterkennung, { t, dateTime }: Texts): string {
  switch (state) {
    case 'reading':
      return t('erkennung.reading', { done, total });
    case 'read':
      return t('erkennung.read', { at: dateTime(at) });
    case 'refused':
      return t('erkennung.refused');
    case 'waiting':
      return t(isAsked ? 'erkennung.asked' : 'erkennung.waiting');
    case 'open':
      return t(mode === 'never' ? 'erkennung.never' : 'erkennung.open');
  }
}
