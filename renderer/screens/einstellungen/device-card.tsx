import { useState } from 'react';
import { useSession } from '../../state/session.ts';
import { Button } from '../../ui/button.tsx';
import { Facts } from '../../ui/facts.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { ReturnDeviceDialog } from './return-device-dialog.tsx';

/** Whose device this is, where it belongs, and how it is protected; and handing it back. */
export function DeviceCard() {
  const { t } = useTexts();
  const status = useSession((state) => state.status);
  const [isReturning, setReturning] = useState(false);
  if (!status) return null;
  const { enrolment } = status;
  return (
    <section className="card">
      <h2>{t('settings.device')}</h2>
      <Facts
        rows={[
          [t('settings.device.person'), enrolment?.person.name],
          [t('settings.device.einheit'), enrolment?.person.einheitName],
          [t('settings.device.authority'), enrolment?.authority],
          [t('settings.device.server'), status.server],
          [t('settings.device.id'), enrolment?.device],
          [
            t('settings.device.factor'),
            status.secondFactor === 'keyring' ? t('settings.device.keyring') : t('settings.device.passphraseOnly'),
          ],
          [t('settings.device.version'), status.version],
        ]}
      />
      <div className="row">
        <Button onPress={() => setReturning(true)}>{t('settings.return.open')}</Button>
      </div>
      {isReturning && <ReturnDeviceDialog onClose={() => setReturning(false)} />}
    </section>
  );
}
