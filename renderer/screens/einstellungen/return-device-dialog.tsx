import { useState } from 'react';
import { type ReturnedDevice, returnDevice, saveReceipt, wipeDevice } from '../../actions/return-device.ts';
import { showNotice } from '../../state/notice.ts';
import { navigate } from '../../state/route.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Facts } from '../../ui/facts.tsx';
import { useTask } from '../../ui/use-task.ts';
import { type Texts, useTexts } from '../../ui/use-texts.ts';
import { useQuery } from '../../use-query.ts';

/** Handing the device back: what is unsent first, then the receipt, then the deletion, each by the person's own hand. */
export function ReturnDeviceDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTexts();
  const overview = useQuery('uebersicht', {});
  const task = useTask();
  const [returned, setReturned] = useState<ReturnedDevice | null>(null);
  if (returned) return <Receipt returned={returned} />;
  const unsent = overview?.ausgang ?? 0;
  const goAhead = () => task.run(async () => setReturned(await returnDevice()));
  return (
    <Dialog
      title={t('settings.return')}
      onClose={onClose}
      actions={
        <>
          {unsent > 0 ? (
            <Button onPress={() => navigate('ausgang')}>{t('settings.return.toOutbox')}</Button>
          ) : (
            <Button isDisabled={!overview || task.isRunning} onPress={() => void goAhead()}>
              {t('settings.return.go')}
            </Button>
          )}
          <Button look="go" onPress={onClose}>
            {t('cancel')}
          </Button>
        </>
      }
    >
      <p>{t('settings.return.why')}</p>
      {unsent > 0 && <p className="note">{t('settings.return.unsent', { n: unsent })}</p>}
      <ErrorNote error={task.error} />
    </Dialog>
  );
}

/** The device is revoked already: there is no way back from here, only the receipt and the deletion. */
function Receipt({ returned }: { readonly returned: ReturnedDevice }) {
  const texts = useTexts();
  const { t } = texts;
  const task = useTask();
  const rows = receiptRows(returned, texts);
  const save = async () => {
    let saved = false;
    const name = t('settings.return.fileName', { device: returned.receipt.device });
    await task.run(async () => {
      saved = await saveReceipt(name, receiptText(returned, texts));
    });
    if (saved) showNotice({ text: ({ t }) => t('settings.return.saved') });
  };
  return (
    <Dialog
      title={t('settings.return.done')}
      onClose={() => undefined}
      actions={
        <>
          <Button look="go" isDisabled={task.isRunning} onPress={() => void save()}>
            {t('settings.return.save')}
          </Button>
          <Button isDisabled={task.isRunning} onPress={() => void task.run(wipeDevice)}>
            {t('settings.return.wipe')}
          </Button>
        </>
      }
    >
      <Facts rows={rows} />
      <ErrorNote error={task.error} />
    </Dialog>
  );
}

function receiptRows({ receipt }: ReturnedDevice, { t, dateTime }: Texts): readonly (readonly [string, string])[] {
  return [
    [t('settings.device.authority'), receipt.authority],
    [t('settings.device.person'), receipt.person],
    [t('settings.device.id'), receipt.device],
    [t('settings.return.operations'), String(receipt.operations)],
    [t('settings.return.at'), dateTime(receipt.returned)],
  ];
}

/** For a person to read, and the signed wording for whoever checks it. */
function receiptText(returned: ReturnedDevice, texts: Texts): string {
  const { t } = texts;
  const { receipt, signature } = returned.signed;
  const lines = [
    ...receiptRows(returned, texts),
    [t('settings.return.signed'), receipt],
    [t('settings.return.signature'), signature],
  ].map(([label, value]) => `${label}: ${value}`);
  return `${[t('settings.return.done'), '', ...lines].join('\n')}\n`;
}
