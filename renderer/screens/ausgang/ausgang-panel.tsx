import { useState } from 'react';
import { retryRejected } from '../../actions/settle-rejected.ts';
import type { AusgangZeile, SyncStatus } from '../../replica-api/open-work.ts';
import { showNotice } from '../../state/notice.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorCodeNote, ErrorNote } from '../../ui/error-note.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Panel, Section } from '../../ui/panel.tsx';
import { Progress } from '../../ui/progress.tsx';
import { useTask } from '../../ui/use-task.ts';
import { type Texts, useTexts } from '../../ui/use-texts.ts';
import { fieldWords, valueWords, wordFor } from '../../ui/words.ts';
import { useQuery } from '../../use-query.ts';
import { DiscardDialog } from './discard-dialog.tsx';

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
        <Rejected key={row.n} row={row} />
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
        <Facts rows={[...changes(row, texts), [t('feld.zeit'), texts.dateTime(row.zeit)]]} />
      </Section>
    </Panel>
  );
}

/** New values where a person typed them, otherwise which details; what was written, of a Vermerk. */
function changes(row: AusgangZeile, texts: Texts): readonly (readonly [string, string])[] {
  const { t } = texts;
  if (row.text) return [[wordFor(texts, 'was', row.was), row.text]];
  const typed = Object.entries(row.werte);
  const others = row.felder.filter((feld) => !(feld in row.werte));
  return [
    ...typed.map(([feld, wert]) => [wordFor(texts, 'feld', feld), valueWords(wert, texts) || t('none')] as const),
    [t('ausgang.fields'), fieldWords(texts, others).join(', ')],
  ];
}

function Rejected({ row }: { readonly row: AusgangZeile }) {
  const { t } = useTexts();
  const [isDiscarding, setDiscarding] = useState(false);
  const task = useTask();
  const retry = async () => {
    if (await task.run(() => retryRejected(row.n))) showNotice({ text: t('ausgang.retried') });
  };
  return (
    <Section title={t('ausgang.rejected')}>
      {row.code && <ErrorCodeNote code={row.code} />}
      <p>{t('ausgang.rejected.why')}</p>
      <ErrorNote error={task.error} />
      <div className="row">
        <Button look="go" isDisabled={task.isRunning} onPress={() => void retry()}>
          {t('ausgang.retry')}
        </Button>
        <Button onPress={() => setDiscarding(true)}>{t('ausgang.discard')}</Button>
      </div>
      {isDiscarding && <DiscardDialog row={row} onClose={() => setDiscarding(false)} />}
    </Section>
  );
}

function whyWaiting(row: AusgangZeile, sync: SyncStatus | undefined, { t, moment, error }: Texts): string {
  if (row.state === 'sending' && sync?.phase === 'syncing') return t('ausgang.why.sending');
  if (sync?.phase === 'offline') return t('ausgang.why.offline', { since: moment(sync.since) });
  if (sync?.phase === 'stopped') return [t('ausgang.why.stopped'), sync.code ? error(sync.code) : ''].join(' ').trim();
  return t('ausgang.why.waiting');
}
