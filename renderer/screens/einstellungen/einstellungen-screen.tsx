import { setRecognition } from '../../actions/recognise-text.ts';
import { setPreference } from '../../actions/set-preference.ts';
import { useSession } from '../../state/session.ts';
import { CheckField } from '../../ui/check-field.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { SelectField } from '../../ui/field.tsx';
import { useTask } from '../../ui/use-task.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { BehoerdeCard } from './behoerde-card.tsx';
import { CardsCard } from './cards-card.tsx';
import { DeviceCard } from './device-card.tsx';
import { NotfallkopieCard } from './notfallkopie-card.tsx';
import { PassphraseCard } from './passphrase-card.tsx';
import { ScanCard } from './scan-card.tsx';
import { StempelCard } from './stempel-card.tsx';
import { SyncCard } from './sync-card.tsx';
import { TrustCard } from './trust-card.tsx';

const languages = ['de', 'en'] as const;
const themes = ['system', 'light', 'dark', 'contrast'] as const;

/** Appearance, sync, facts of this device; passphrase and recovery, Notfallkopie, cards. In two columns both fit a window. */
export function EinstellungenScreen() {
  return (
    <div className="page" data-scroll="">
      <div className="cards">
        <ViewCard />
        <SyncCard />
        <DeviceCard />
        <TrustCard />
        <PassphraseCard />
        <NotfallkopieCard />
        <ScanCard />
        <CardsCard />
        <StempelCard />
        <BehoerdeCard />
      </div>
    </div>
  );
}

function ViewCard() {
  const { t, language } = useTexts();
  const theme = useSession((state) => state.status?.theme ?? 'system');
  const notifies = useSession((state) => state.status?.notify ?? false);
  const isFixed = useSession((state) => state.status?.notifyFixed ?? false);
  const recognises = useSession((state) => state.status?.recognise ?? false);
  const cannotRecognise = useSession((state) => state.status?.recogniseFixed ?? false);
  const task = useTask();
  return (
    <section className="card">
      <h2>{t('settings.view')}</h2>
      <SelectField
        label={t('settings.language')}
        value={language}
        onChange={(value) => {
          const chosen = languages.find((one) => one === value);
          if (chosen) void task.run(() => setPreference({ language: chosen }));
        }}
        options={languages.map((value) => ({ value, label: t(`settings.language.${value}`) }))}
      />
      <SelectField
        label={t('settings.theme')}
        value={theme}
        onChange={(value) => {
          const chosen = themes.find((one) => one === value);
          if (chosen) void task.run(() => setPreference({ theme: chosen }));
        }}
        options={themes.map((value) => ({ value, label: t(`settings.theme.${value}`) }))}
      />
      <CheckField
        label={t('settings.notify')}
        hint={t(isFixed ? 'settings.notify.fixed' : 'settings.notify.hint')}
        isChecked={notifies}
        isDisabled={isFixed}
        onChange={(notify) => void task.run(() => setPreference({ notify }))}
      />
      <CheckField
        label={t('settings.recognise')}
        hint={t(cannotRecognise ? 'erkennung.never' : 'settings.recognise.hint')}
        isChecked={recognises}
        isDisabled={cannotRecognise}
        onChange={(isOn) => void task.run(() => setRecognition(isOn))}
      />
      <ErrorNote error={task.error} />
    </section>
  );
}
