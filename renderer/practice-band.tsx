import { useEffect } from 'react';
import { askPractice } from './state/practice.ts';
import { navigate } from './state/route.ts';
import { useSession } from './state/session.ts';
import { Button } from './ui/button.tsx';
import { useTexts } from './ui/use-texts.ts';

/** Stands above every screen of practice and in the title of the window, as a word, a pattern and a colour. */
export function PracticeBand() {
  const { t } = useTexts();
  const isOpen = useSession((state) => state.status?.phase === 'open');
  const title = t('uebung.window');
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <aside className="practice-band" aria-label={t('uebung.label')}>
      <strong>{t('uebung.word')}</strong>
      <span className="practice-says">{t('uebung.says')}</span>
      {isOpen && (
        <Button look="quiet" onPress={() => navigate('uebung')}>
          {t('uebung.title')}
        </Button>
      )}
      <Button look="quiet" onPress={() => askPractice('end')}>
        {t('uebung.end')}
      </Button>
    </aside>
  );
}
