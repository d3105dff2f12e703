import { useState } from 'react';
import type { ErrorCode } from '../../../shared/errors.ts';
import { syncNow } from '../../actions/sync-now.ts';
import { showNotice } from '../../state/notice.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorCodeNote, ErrorNote } from '../../ui/error-note.tsx';
import { Facts } from '../../ui/facts.tsx';
import { useTask } from '../../ui/use-task.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { useQuery } from '../../use-query.ts';
import { NewDeviceDialog } from './new-device-dialog.tsx';

/** The server takes nothing from this device any more. */
const needNewDevice: ReadonlySet<ErrorCode> = new Set(['device-fork', 'device-revoked', 'device-returned']);

/** When this device last spoke with the authority, and asking for it now. */
export function SyncCard() {
  const { t, dateTime, moment } = useTexts();
  const status = useQuery('syncStatus', {});
  const task = useTask();
  const [replaces, setReplaces] = useState(false);
  const start = async () => {
    if (await task.run(syncNow)) showNotice({ text: ({ t }) => t('settings.sync.asked') });
  };
  return (
    <section className="card">
      <h2>{t('settings.sync')}</h2>
      {status && (
        <Facts
          rows={[
            [t('settings.sync.state'), t(`settings.phase.${status.phase}`, { since: moment(status.since) })],
            [t('settings.sync.last'), dateTime(status.lastSync) || t('status.neverSynced')],
            [t('settings.sync.lease'), dateTime(status.leaseUntil)],
          ]}
        />
      )}
      {status?.code && <ErrorCodeNote code={status.code} tone={status.phase === 'offline' ? 'warn' : 'bad'} />}
      {status?.code && needNewDevice.has(status.code) && (
        <div className="row">
          <Button look="go" onPress={() => setReplaces(true)}>
            {t('settings.newDevice.open')}
          </Button>
        </div>
      )}
      {replaces && <NewDeviceDialog onClose={() => setReplaces(false)} />}
      <ErrorNote error={task.error} />
      <div className="row">
        <Button isDisabled={task.isRunning} onPress={() => void start()}>
          {t('settings.sync.now')}
        </Button>
      </div>
    </section>
  );
}
