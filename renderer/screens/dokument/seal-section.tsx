import { useEffect, useState } from 'react';
import { readSeal, type Seal, sealVersion } from '../../actions/seal-version.ts';
import type { VersionZeile } from '../../replica-api/dokument-rows.ts';
import { showNotice } from '../../state/notice.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorCodeNote, ErrorNote } from '../../ui/error-note.tsx';
import { Section } from '../../ui/panel.tsx';
import { useTask } from '../../ui/use-task.ts';
import { useTexts } from '../../ui/use-texts.ts';

interface SealSectionProps {
  /** The Version that leads. */
  readonly version: VersionZeile | undefined;
  readonly isBusy: boolean;
}

/** The seal of the authority, for persons who may use it while the server is there; nothing for all others. */
export function SealSection({ version, isBusy }: SealSectionProps) {
  const { t, date } = useTexts();
  const [seal, setSeal] = useState<Seal | null>(null);
  const [isAsking, setAsking] = useState(false);
  const sealing = useTask();
  const id = version?.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another Version asks anew, in case the server is back
  useEffect(() => {
    // Without an answer there is no seal to offer.
    readSeal().then(setSeal, () => setSeal(null));
  }, [id]);
  if (!seal || !version) return null;
  const put = async () => {
    const isSealed = await sealing.run(() => sealVersion(version.id));
    if (!isSealed) return;
    setAsking(false);
    showNotice({ text: ({ t }) => t('seal.done') });
  };
  return (
    <Section title={t('seal.title')}>
      <p>{t('seal.with', { subject: seal.subject, until: date(seal.notAfter) })}</p>
      {!seal.isUsable && <ErrorCodeNote code="seal-key-unusable" />}
      {version.unsent && <p className="muted">{t('seal.unsent')}</p>}
      <div className="row">
        <Button isDisabled={isBusy || !seal.isUsable || version.unsent} onPress={() => setAsking(true)}>
          {t('seal.go')}
        </Button>
      </div>
      {isAsking && (
        <Dialog
          title={t('seal.title')}
          onClose={() => setAsking(false)}
          actions={
            <>
              <Button look="go" isDisabled={sealing.isRunning} onPress={() => void put()}>
                {t('seal.confirm')}
              </Button>
              <Button isDisabled={sealing.isRunning} onPress={() => setAsking(false)}>
                {t('cancel')}
              </Button>
            </>
          }
        >
          <div className="stack">
            <p>{t('seal.with', { subject: seal.subject, until: date(seal.notAfter) })}</p>
            <p>{t('seal.what', { n: version.nummer })}</p>
            <p>{t('seal.means')}</p>
            <p role="status">{sealing.isRunning && t('seal.working')}</p>
            <ErrorNote error={sealing.error} />
          </div>
        </Dialog>
      )}
    </Section>
  );
}
