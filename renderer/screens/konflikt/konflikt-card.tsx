import { useState } from 'react';
import type { Feldwert } from '../../../shared/akte.ts';
import { resolveKonflikt } from '../../actions/resolve-konflikt.ts';
import type { KonfliktKarte } from '../../replica-api/open-work.ts';
import { showNotice } from '../../state/notice.ts';
import { goBack, navigate } from '../../state/route.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { konfliktValue } from '../../ui/konflikt-value.ts';
import { useSingleKeys } from '../../ui/use-single-keys.ts';
import { useTask } from '../../ui/use-task.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { wordFor } from '../../ui/words.ts';
import { KonfliktValueBox } from './konflikt-value-box.tsx';
import { konfliktWords } from './konflikt-words.ts';
import { OtherValueDialog } from './other-value-dialog.tsx';

/** The three values of a conflict; keys 1 to 3 decide where no text is typed. */
export function KonfliktCard({ karte }: { readonly karte: KonfliktKarte }) {
  const texts = useTexts();
  const { t } = texts;
  const task = useTask();
  const [isTyping, setTyping] = useState(false);
  const feld = wordFor(texts, 'feld', karte.feld);
  const words = konfliktWords(karte, texts);
  const say = (wert: Feldwert) => konfliktValue(wert, karte.bedeutung, texts);
  const [basis, mein, ihr] = [karte.basis, karte.mein, karte.ihr].map(say) as [string, string, string];
  const to = karte.bezugArt === 'vorgang' ? { to: `vorgang/${karte.bezug}` } : {};
  const decide = async (wert: Feldwert) => {
    if (!(await task.run(() => resolveKonflikt(karte.id, wert)))) return;
    setTyping(false);
    showNotice({ text: ({ t }) => t('konflikt.decided', { feld }), isUnsent: true, ...to });
  };
  const mayDecide = karte.mayDecide && !task.isRunning;
  // What stands for another record is chosen, not typed.
  const isTypeable = Object.keys(karte.bedeutung).length === 0;
  useSingleKeys(
    mayDecide && !isTyping
      ? {
          1: () => void decide(karte.mein),
          2: () => void decide(karte.ihr),
          3: isTypeable ? () => setTyping(true) : undefined,
        }
      : {},
  );
  return (
    <div className="page" data-scroll="">
      <div>
        <h2 className="panel-title">{words.title}</h2>
        <small>{t('konflikt.field', { zeichen: karte.zeichen, titel: karte.titel, feld })}</small>
      </div>
      <div className="card threeway">
        <KonfliktValueBox label={t('konflikt.base')} value={basis} note={t('konflikt.baseWhy')} />
        <KonfliktValueBox {...words.mein} isOwn={words.own === 'mein'} value={mein} other={ihr}>
          {karte.mayDecide && (
            <Button {...first(words.own !== 'ihr')} isDisabled={!mayDecide} onPress={() => void decide(karte.mein)}>
              {words.mein.take} <kbd>1</kbd>
            </Button>
          )}
        </KonfliktValueBox>
        <KonfliktValueBox {...words.ihr} isOwn={words.own === 'ihr'} value={ihr} other={mein}>
          {karte.mayDecide && (
            <Button {...first(words.own === 'ihr')} isDisabled={!mayDecide} onPress={() => void decide(karte.ihr)}>
              {words.ihr.take} <kbd>2</kbd>
            </Button>
          )}
        </KonfliktValueBox>
      </div>
      {!karte.mayDecide && <p className="note">{t('konflikt.mayNot', { wer: karte.federfuehrung.join(', ') })}</p>}
      <ErrorNote error={task.error} />
      <div className="row">
        {karte.mayDecide && isTypeable && (
          <Button onPress={() => setTyping(true)}>
            {t('konflikt.other')} <kbd>3</kbd>
          </Button>
        )}
        {karte.bezugArt === 'vorgang' && (
          <Button onPress={() => navigate(`vorgang/${karte.bezug}`)}>{t('konflikt.openVorgang')}</Button>
        )}
        {karte.bezugArt === 'dokument' && (
          <Button onPress={() => navigate(`dokument/${karte.bezug}`)}>{t('konflikt.openDokument')}</Button>
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
