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
  const rejected = overview?.abgelehnt ?? 0;
  const words = status && describeSync(status, rejected, texts);
  return (
    <footer className="status" data-region="status">
      {!words && <span>{t('status.starting')}</span>}
      {words && (
        <>
          <div className="state" role="status">
            <span>
              {/* Not around the words: a screen reader would say the time to the second before every one of them. */}
              <i className={`dot ${words.tone}`} title={texts.zone(status.since)} aria-hidden="true" />
              {[words.main, words.waiting].filter(Boolean).join(' · ')}
            </span>
            {rejected > 0 && (
              <button type="button" className="status-link" onClick={() => navigate('ausgang')}>
                {t('status.rejected', { n: rejected })}
              </button>
            )}
            {words.why && (
              <>
                <button
                  type="button"
                  className="status-link why"
                  title={texts.error(words.why.code)}
                  onClick={() => navigate('einstellungen')}
                >
                  {words.why.sentence}
                </button>
                <small>{t('error.code', { code: words.why.code })}</small>
              </>
            )}
          </div>
          {status.phase === 'syncing' && status.total > 0 && (
            <progress aria-label={words.main} value={status.done} max={status.total} />
          )}
          {overview?.vertretung && (
            <button type="button" className="status-link" onClick={() => navigate('arbeitsvorrat')}>
              {t('vertretung.active', { name: overview.vertretung.name })}
            </button>
          )}
          {overview && overview.konflikte > 0 && (
            <button type="button" className="status-link" onClick={() => navigate('konflikt')}>
              {t('status.konflikte', { n: overview.konflikte })}
            </button>
          )}
        </>
      )}
      {words && status.phase !== 'syncing' && <span title={texts.zone(status.lastSync)}>{words.lastSync}</span>}
      <div className="more">
        {overview && (
          <span className="end">
            {t('status.packed', {
              n: overview.gepackt.length,
              size: texts.size(overview.hereBytes),
            })}
          </span>
        )}
      </div>
      {words?.clock && <span title={t('status.clockWhy')}>{words.clock}</span>}
      {words?.update && <span>{words.update}</span>}
      {words?.lease && <span title={texts.zone(status?.leaseUntil ?? null)}>{words.lease}</span>}
    </footer>
  );
}
