import { useEffect } from 'react';
import { Toolbar } from 'react-aria-components';
import { hearRefused, showNotice, undoLast, useNotice } from './state/notice.ts';
import { navigate } from './state/route.ts';
import { Button } from './ui/button.tsx';
import { useTexts } from './ui/use-texts.ts';
import { useQuery } from './use-query.ts';

const shownMs = 8_000;

/** The quiet line after an act; what can be taken back stays until another act follows. */
export function NoticeLine() {
  const texts = useTexts();
  const { t } = texts;
  const notice = useNotice((state) => state.notice);
  const waiting = useQuery('syncStatus', {})?.waitingOperations ?? 0;
  const refused = useQuery('uebersicht', {})?.abgelehnt;
  useEffect(() => {
    if (refused !== undefined) hearRefused(refused);
  }, [refused]);
  // What was sent can no longer be taken back quietly.
  const isOpen = waiting > 0;
  useEffect(() => {
    if (!notice || notice.isLasting || (notice.undo && isOpen)) return;
    const timer = setTimeout(() => showNotice(null), shownMs);
    return () => clearTimeout(timer);
  }, [notice, isOpen]);
  return (
    <div role="status">
      {notice && (
        <div className="notice">
          <span>
            {notice.isUnsent && isOpen ? t('undo.notSent', { text: notice.text(texts) }) : notice.text(texts)}
          </span>
          <Toolbar className="row" aria-label={t('undo.tools')}>
            {notice.to !== undefined && (
              <Button look="quiet" onPress={() => navigate(notice.to ?? '')}>
                {t(notice.to === 'ausgang' ? 'settings.return.toOutbox' : 'akte.openVorgang')}
              </Button>
            )}
            {notice.undo && (
              <Button look="quiet" onPress={() => void undoLast()}>
                {t('undo')} <kbd>{t('shortcuts.key.undo')}</kbd>
              </Button>
            )}
            <Button look="quiet" onPress={() => showNotice(null)}>
              {t('close')}
            </Button>
          </Toolbar>
        </div>
      )}
    </div>
  );
}
