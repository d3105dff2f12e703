import { navigate } from './state/route.ts';
import { describeSync } from './sync-words.ts';
import { useTexts } from './ui/use-texts.ts';
import { useQuery } from './use-query.ts';

/** The line at the bottom that always tells the truth about the authority, what waits and what is on this device. */
export function StatusBar() {
  const texts = useTexts();
  const { t } = texts;
  const status = useQuery('syncStatus', {});
  const overview = useQuery('uebersicht', {});
  const words = status && describeSync(status, texts);
  return (
    <footer className="status" data-region="status">
      {!words && <span>{t('status.starting')}</span>}
      {words && (
        <>
          <span role="status" title={texts.zone(status.since)}>
            <i className={`dot ${words.tone}`} aria-hidden="true" />
            {[words.main, words.waiting].filter(Boolean).join(' · ')}
          </span>
          {status.phase === 'syncing' && status.total > 0 && (
            <progress aria-label={words.main} value={status.done} max={status.total} />
          )}
          {overview && overview.konflikte > 0 && (
            <button type="button" className="status-link" onClick={() => navigate('konflikt')}>
              {t('status.konflikte', { n: overview.konflikte })}
            </button>
          )}
          {overview && overview.abgelehnt > 0 && (
            <button type="button" className="status-link" onClick={() => navigate('ausgang')}>
              {t('status.rejected', { n: overview.abgelehnt })}
            </button>
          )}
          {status.phase !== 'syncing' && (
            <span className="optional" title={texts.zone(status.lastSync)}>
              {words.lastSync}
            </span>
          )}
        </>
      )}
      <div className="right">
        {overview && (
          <span className="optional">
            {t('status.packed', {
              n: overview.gepackt.length,
              size: texts.size(overview.hereBytes),
            })}
          </span>
        )}
        {words?.lease && <span title={texts.zone(status?.leaseUntil ?? null)}>{words.lease}</span>}
      </div>
    </footer>
  );
}
