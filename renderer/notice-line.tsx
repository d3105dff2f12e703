import { useEffect } from 'react';
import { showNotice, useNotice } from './state/notice.ts';
import { Button } from './ui/button.tsx';
import { useTexts } from './ui/use-texts.ts';

const shownMs = 8_000;

/** The quiet line after an act; what can be taken back stays until another act follows. */
export function NoticeLine() {
  const { t } = useTexts();
  const notice = useNotice((state) => state.notice);
  useEffect(() => {
    if (!notice || notice.undo) return;
    const timer = setTimeout(() => showNotice(null), shownMs);
    return () => clearTimeout(timer);
  }, [notice]);
  return (
    <div role="status">
      {notice && (
        <div className="notice">
          <span>{notice.text}</span>
          {notice.undo && (
            <Button
              look="quiet"
              onPress={() => {
                showNotice(null);
                notice.undo?.();
              }}
            >
              {t('undo')}
            </Button>
          )}
          <Button look="quiet" onPress={() => showNotice(null)}>
            {t('close')}
          </Button>
        </div>
      )}
    </div>
  );
}
