import { useEffect, useState } from 'react';
import type { ScanState } from '../../../shared/scan-calls.ts';
import { chooseScanFolder, lookForScans, stopScanFolder } from '../../actions/take-scans.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { useTask } from '../../ui/use-task.ts';
import { useTexts } from '../../ui/use-texts.ts';

/** The folder into which the scanner of this workstation puts its files. */
export function ScanCard() {
  const { t } = useTexts();
  const [state, setState] = useState<ScanState | null>(null);
  const task = useTask();
  useEffect(() => {
    lookForScans().then(setState, () => undefined);
  }, []);
  if (!state?.isAllowed) return null;
  const { folder, isFixed } = state;
  return (
    <section className="card">
      <h2>{t('scan.title')}</h2>
      <p>{t('scan.why')}</p>
      <p role="status">{folder === null ? t('scan.none') : t('scan.folder', { name: folder })}</p>
      {isFixed ? (
        <small>{t('scan.fixed')}</small>
      ) : (
        <div className="row">
          <Button
            isDisabled={task.isRunning}
            onPress={() => void task.run(async () => setState(await chooseScanFolder()))}
          >
            {t('scan.choose')}
          </Button>
          {folder !== null && (
            <Button
              look="quiet"
              isDisabled={task.isRunning}
              onPress={() => void task.run(async () => setState(await stopScanFolder()))}
            >
              {t('scan.stop')}
            </Button>
          )}
        </div>
      )}
      <ErrorNote error={task.error} />
    </section>
  );
}
