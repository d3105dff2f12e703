import { useEffect, useState } from 'react';
import { I18nProvider } from 'react-aria-components';
import { startKeepingDraft } from './actions/keep-draft.ts';
import { startTakingStates } from './actions/take-saved-states.ts';
import { openReplica } from './actions/unlock-session.ts';
import { Frame } from './frame.tsx';
import { PracticeBand } from './practice-band.tsx';
import { PracticeDialog } from './practice-dialog.tsx';
import { EinrichtungScreen } from './screens/einrichtung/einrichtung-screen.tsx';
import { UnlockScreen } from './screens/unlock/unlock-screen.tsx';
import { useSession } from './state/session.ts';
import { ErrorNote } from './ui/error-note.tsx';
import { Gate } from './ui/gate.tsx';
import { LanguageContext, useTexts } from './ui/use-texts.ts';

/** First run, locked, or open: which of the three main says. */
export function App() {
  const status = useSession((state) => state.status);
  // The recovery code is shown after the vault exists: first run ends when the person says so, not when main does.
  const [isSettingUp, setSettingUp] = useState(status?.phase === 'einrichtung' && !status.isPractice);
  if (!status) return null;
  return (
    <I18nProvider locale={status.language === 'de' ? 'de-DE' : 'en-GB'}>
      <LanguageContext value={status.language}>
        <div className={status.isPractice ? 'practice' : 'earnest'}>
          {status.isPractice && <PracticeBand />}
          {isSettingUp ? (
            <EinrichtungScreen status={status} onDone={() => setSettingUp(false)} />
          ) : status.phase === 'open' ? (
            <OpenSession />
          ) : status.isPractice ? (
            <PracticeStart />
          ) : (
            <UnlockScreen status={status} />
          )}
          <PracticeDialog />
        </div>
      </LanguageContext>
    </I18nProvider>
  );
}

/** Until the authority of practice answers. */
function PracticeStart() {
  const { t } = useTexts();
  return (
    <Gate status={t('uebung.preparing')}>
      <div className="card stack">
        <h1>{t('uebung.preparing')}</h1>
        <p>{t('uebung.preparing.text')}</p>
        <progress aria-label={t('uebung.preparing')} />
      </div>
    </Gate>
  );
}

function OpenSession() {
  const { t } = useTexts();
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    openReplica().catch(setError);
    const stops = [startKeepingDraft(), startTakingStates()];
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
  if (error === null) return <Frame />;
  return (
    <Gate status={t('error.title')}>
      <ErrorNote error={error} />
    </Gate>
  );
}
