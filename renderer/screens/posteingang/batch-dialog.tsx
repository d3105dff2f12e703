import { useRef, useState } from 'react';
import { drawsOnPages, type StampKind } from '../../../shared/pdf/stamp/stamp-kind.ts';
import { ownFields, prefillStamp } from '../../../shared/pdf/stamp/stamp-values.ts';
import { type BatchOutcome, stampDokumente } from '../../actions/stamp-dokumente.ts';
import { stampFacts } from '../../actions/stamp-facts.ts';
import type { DokumentZeile } from '../../replica-api/dokument-rows.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Loading } from '../../ui/loading.tsx';
import { NoStampDialog } from '../../ui/no-stamp-dialog.tsx';
import { Progress } from '../../ui/progress.tsx';
import { StampDraftForm, useStampDraft } from '../../ui/stamp-draft.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { useQuery } from '../../use-query.ts';
import { batchHindrance } from './batch-hindrance.ts';
import { BatchList } from './batch-list.tsx';

interface BatchDialogProps {
  readonly rows: readonly DokumentZeile[];
  readonly onClose: () => void;
}

/** Several documents, one stamp: what they have in common, what happens to each, and what became of it. */
export function BatchDialog({ rows, onClose }: BatchDialogProps) {
  const katalog = useQuery('stempelkatalog', {});
  if (!katalog) return <Loading />;
  const kinds = katalog.arten
    .filter(({ aktiv, darf, kind }) => aktiv && darf && !drawsOnPages(kind.nature))
    .map(({ kind }) => kind)
    .filter(({ nature }) => !nature.startsWith('beglaubigung'));
  return <Batch kinds={kinds} rows={rows} onClose={onClose} />;
}

function Batch({ kinds, rows, onClose }: BatchDialogProps & { readonly kinds: readonly StampKind[] }) {
  const { t } = useTexts();
  const facts = rows[0] && stampFacts(rows[0], undefined, '', []);
  const draft = useStampDraft({
    kinds,
    person: facts?.person ?? '',
    first: kinds.find(({ nature }) => nature === 'eingang') ?? kinds[0],
    prefill: (of) => (facts ? prefillStamp(of, facts, new Date()) : {}),
    without: ownFields,
  });
  const { kind, values } = draft;
  const [outcomes, setOutcomes] = useState<ReadonlyMap<string, BatchOutcome>>(new Map());
  const [phase, setPhase] = useState<'review' | 'running' | 'stopping' | 'over'>('review');
  const stop = useRef(new AbortController());
  // What was asked stays what is done, also while stamped rows change under the dialog.
  const [list] = useState(rows);
  if (!kind) return <NoStampDialog title={t('stempel.batch')} onClose={onClose} />;
  const ready = list.filter((row) => batchHindrance(row, kind) === null);
  const count = (of: BatchOutcome['kind']) => [...outcomes.values()].filter((each) => each.kind === of).length;
  const run = async () => {
    if (!draft.check()) return;
    setPhase('running');
    await stampDokumente({
      dokumente: ready.map(({ id }) => id),
      kind,
      values,
      signal: stop.current.signal,
      onOutcome: (id, outcome) => setOutcomes((before) => new Map(before).set(id, outcome)),
    });
    setPhase('over');
  };
  const isRunning = phase === 'running' || phase === 'stopping';
  const actions = {
    review: (
      <>
        <Button look="go" isDisabled={ready.length === 0} onPress={() => void run()}>
          {t('stempel.batch.start', { n: ready.length })}
        </Button>
        <Button onPress={onClose}>{t('cancel')}</Button>
      </>
    ),
    running: (
      <Button
        onPress={() => {
          stop.current.abort();
          setPhase('stopping');
        }}
      >
        {t('stempel.batch.stop')}
      </Button>
    ),
    stopping: <Button isDisabled>{t('stempel.batch.stopping')}</Button>,
    over: (
      <Button look="go" onPress={onClose}>
        {t('stempel.close')}
      </Button>
    ),
  }[phase];
  return (
    <Dialog
      title={t('stempel.batch.title', { n: list.length })}
      wide
      onClose={() => !isRunning && onClose()}
      actions={actions}
    >
      {phase === 'review' && (
        <>
          <p className="muted">{t('stempel.batch.why')}</p>
          <div className="form-grid flush">
            <StampDraftForm kinds={kinds} draft={draft} />
          </div>
        </>
      )}
      {isRunning && (
        <Progress
          label={t('stempel.batch.running')}
          done={outcomes.size}
          total={ready.length}
          amounts={t('stempel.batch.amount', { done: outcomes.size, total: ready.length })}
        />
      )}
      {phase === 'over' && (
        <p role="status">
          {t('stempel.batch.result', { done: count('done'), refused: count('refused'), left: count('left') })}
        </p>
      )}
      <BatchList rows={list} kind={kind} outcomes={outcomes} />
    </Dialog>
  );
}
