import { useEffect, useState } from 'react';
import { AppError } from '../../../shared/errors.ts';
import type { ScanState } from '../../../shared/scan-calls.ts';
import { lookForScans } from '../../actions/take-scans.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { useTexts } from '../../ui/use-texts.ts';

/** A scanner writes for seconds; a file counts when it did not change between two looks. */
const lookEveryMs = 3_000;

/** What lies ready in the scan folder; nothing when none is watched. */
export function ScanLine({ isBusy, onTake }: { readonly isBusy: boolean; readonly onTake: () => void }) {
  const { t } = useTexts();
  const state = useScanState();
  if (!state || state.folder === null) return null;
  const { ready, unfinished, others, failure } = state;
  if (failure) return <ErrorNote error={new AppError(failure)} />;
  if (ready + unfinished + others === 0) return null;
  return (
    <div className="tools">
      <span role="status">
        {ready > 0 && <strong>{t('scan.ready', { n: ready })} </strong>}
        {unfinished > 0 && <small>{t('scan.unfinished', { n: unfinished })} </small>}
        {others > 0 && <small>{t('scan.others', { n: others })}</small>}
      </span>
      {ready > 0 && (
        <Button isDisabled={isBusy} onPress={onTake}>
          {t('scan.take')}
        </Button>
      )}
    </div>
  );
}

function useScanState(): ScanState | null {
  const [state, setState] = useState<ScanState | null>(null);
  useEffect(() => {
    let isCurrent = true;
    const look = () =>
      void lookForScans().then(
        (found) => isCurrent && setState(found),
        () => undefined,
      );
    look();
    const timer = setInterval(look, lookEveryMs);
    return () => {
      isCurrent = false;
      clearInterval(timer);
    };
  }, []);
  return state;
}
