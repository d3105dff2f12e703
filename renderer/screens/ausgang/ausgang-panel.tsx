import type { AusgangZeile, SyncStatus } from '../../replica-api/open-work.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Panel, Section } from '../../ui/panel.tsx';
import { Progress } from '../../ui/progress.tsx';
import { type Texts, useTexts } from '../../ui/use-texts.ts';
import { wordFor } from '../../ui/words.ts';
import { useQuery } from '../../use-query.ts';
import { changeFacts } from './change-facts.ts';
import { RejectedWays } from './rejected-ways.tsx';

/** One change that waits: why, and what can be done when it was rejected. */
export function AusgangPanel({ row }: { readonly row: AusgangZeile | undefined }) {
  const texts = useTexts();
  const { t, size } = texts;
  const sync = useQuery('syncStatus', {});
  if (!row)
    return (
      <Panel label={t('ausgang.why')}>
        <EmptyState title={t('ausgang.choose.title')} text={t('ausgang.choose.text')} />
      </Panel>
    );
  return (
    <Panel label={t('ausgang.why')}>
      <Section>
        <h2 className="panel-title">{wordFor(texts, 'was', row.was)}</h2>
        <p>{row.titel}</p>
        <small>{row.zeichen}</small>
      </Section>
      {row.state === 'rejected' ? (
        <RejectedWays key={row.n} row={row} />
      ) : (
        <Section title={t('ausgang.why')}>
          <p>{whyWaiting(row, sync, texts)}</p>
          {row.bytesTotal > 0 && (
            <Progress
              label={t('feld.groesse')}
              done={row.bytesSent}
              total={row.bytesTotal}
              amounts={t('ausgang.sent', { done: size(row.bytesSent), total: size(row.bytesTotal) })}
            />
          )}
        </Section>
      )}
      <Section title={t('ausgang.what')}>
        <Facts
          rows={[
            ...changeFacts(row, texts),
            [t('feld.zeit'), texts.dateTime(row.zeit)],
            [t('vertretung.fuer'), row.fuer ?? ''],
          ]}
        />
      </Section>
    </Panel>
  );
}

function whyWaiting(row: AusgangZeile, sync: SyncStatus | undefined, { t, moment, error }: Texts): string {
  if (row.state === 'sending' && sync?.phase === 'syncing') return t('ausgang.why.sending');
  if (sync?.phase === 'offline') return t('ausgang.why.offline', { since: moment(sync.since) });
  if (sync?.phase === 'stopped') return [t('ausgang.why.stopped'), sync.code ? error(sync.code) : ''].join(' ').trim();
  return t('ausgang.why.waiting');
}
