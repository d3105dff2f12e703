import { type ReactNode, useEffect, useState } from 'react';
import type { Feldwert } from '../../../shared/akte.ts';
import { resolveKonflikt } from '../../actions/resolve-konflikt.ts';
import type { KonfliktKarte } from '../../replica-api/open-work.ts';
import { showNotice } from '../../state/notice.ts';
import { goBack, navigate } from '../../state/route.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { useTask } from '../../ui/use-task.ts';
import { type Texts, useTexts } from '../../ui/use-texts.ts';
import { valueWords, wordFor } from '../../ui/words.ts';
import { konfliktWords } from './konflikt-words.ts';
import { OtherValueDialog } from './other-value-dialog.tsx';

/** The three values of a conflict; keys 1 and 2 decide where no text is typed. */
export function KonfliktCard({ karte }: { readonly karte: KonfliktKarte }) {
  const texts = useTexts();
  const { t } = texts;
  const task = useTask();
  const [isTyping, setTyping] = useState(false);
  const feld = wordFor(texts, 'feld', karte.feld);
  const words = konfliktWords(karte, texts);
  const decide = async (wert: Feldwert) => {
    if (!(await task.run(() => resolveKonflikt(karte.id, wert)))) return;
    setTyping(false);
    showNotice({ text: t('konflikt.decided', { feld }), isUnsent: true });
  };
  const mayDecide = karte.mayDecide && !task.isRunning;
  useDecisionKeys(
    mayDecide && !isTyping,
    () => void decide(karte.mein),
    () => void decide(karte.ihr),
  );
  return (
    <div className="page" data-scroll="">
      <div>
        <h2 className="panel-title">{words.title}</h2>
        <small>{t('konflikt.field', { zeichen: karte.zeichen, titel: karte.titel, feld })}</small>
      </div>
      <div className="card threeway">
        <Value label={t('konflikt.base')} wert={karte.basis} texts={texts} note={t('konflikt.baseWhy')} />
        <Value {...words.mein} isOwn={words.own === 'mein'} wert={karte.mein} texts={texts}>
          {karte.mayDecide && (
            <Button {...first(words.own !== 'ihr')} isDisabled={!mayDecide} onPress={() => void decide(karte.mein)}>
              {words.mein.take} <kbd>1</kbd>
            </Button>
          )}
        </Value>
        <Value {...words.ihr} isOwn={words.own === 'ihr'} wert={karte.ihr} texts={texts}>
          {karte.mayDecide && (
            <Button {...first(words.own === 'ihr')} isDisabled={!mayDecide} onPress={() => void decide(karte.ihr)}>
              {words.ihr.take} <kbd>2</kbd>
            </Button>
          )}
        </Value>
      </div>
      {!karte.mayDecide && <p className="note">{t('konflikt.mayNot')}</p>}
      <ErrorNote error={task.error} />
      <div className="row">
        {karte.mayDecide && <Button onPress={() => setTyping(true)}>{t('konflikt.other')}</Button>}
        {karte.bezugArt === 'vorgang' && (
          <Button onPress={() => navigate(`vorgang/${karte.bezug}`)}>{t('konflikt.openVorgang')}</Button>
        )}
        <Button look="quiet" onPress={goBack}>
          {t('konflikt.later')}
        </Button>
      </div>
      {isTyping && (
        <OtherValueDialog
          karte={karte}
          feld={feld}
          error={task.error}
          onDecide={(wert) => void decide(wert)}
          onClose={() => setTyping(false)}
        />
      )}
    </div>
  );
}

/** The own value, else the left one, is offered first. */
function first(isFirst: boolean) {
  return { look: isFirst ? 'go' : 'plain', autoFocus: isFirst } as const;
}

interface ValueProps {
  readonly isOwn?: boolean;
  readonly label: string;
  readonly wert: Feldwert;
  readonly texts: Texts;
  readonly note: string;
  readonly children?: ReactNode;
}

function Value({ isOwn = false, label, wert, texts, note, children }: ValueProps) {
  const words = valueWords(wert, texts);
  return (
    <section className={isOwn ? 'mine' : ''} aria-label={label}>
      <small>{label}</small>
      <p className="value">{words || texts.t('none')}</p>
      <small>{[words ? '' : texts.t('konflikt.leer'), note].filter(Boolean).join(' · ')}</small>
      {children && <div className="row">{children}</div>}
    </section>
  );
}

function useDecisionKeys(isActive: boolean, onFirst: () => void, onSecond: () => void): void {
  useEffect(() => {
    if (!isActive) return;
    const onKeyDown = (event: KeyboardEvent) => {
      const isText = event.target instanceof HTMLElement && event.target.matches('input, textarea, select');
      if (isText || event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
      if (event.key === '1') onFirst();
      if (event.key === '2') onSecond();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  });
}
