import { useEffect, useState } from 'react';
import { type BatchEntry, changeEntry, entriesToSign, useBatch } from '../../state/batch.ts';
import { goBack, navigate } from '../../state/route.ts';
import { Button } from '../../ui/button.tsx';
import { DataGrid } from '../../ui/data-grid.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Faces } from '../../ui/faces.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { useQuery } from '../../use-query.ts';
import { batchColumns } from './batch-columns.tsx';
import { BatchSection } from './batch-section.tsx';
import { EntrySection } from './entry-section.tsx';

/** Several Dokumente, looked through one by one, then signed after one confirmation. */
export function UnterschreibenScreen() {
  const texts = useTexts();
  const { t } = texts;
  const { entries, phase, mark } = useBatch();
  const [current, setCurrent] = useState<string | null>(null);
  const isReview = phase === 'review' || phase === 'confirming';
  useChangesMeanwhile(isReview ? entries : none);
  const selected = entries.find(({ dokument }) => dokument === current) ?? entries[0];
  const choosing = phase === 'review' && {
    marked: new Set(entries.filter(({ isIncluded }) => isIncluded).map(({ dokument }) => dokument)),
    onMarked: (marked: ReadonlySet<string>) => include(entries, marked),
  };
  if (!selected)
    return (
      <EmptyState
        title={t('batch.empty.title')}
        text={t('batch.empty.text')}
        action={<Button onPress={goBack}>{t('batch.choose')}</Button>}
      />
    );
  return (
    <Faces names={[t('faces.liste'), t('batch.sign')]}>
      <div className="pane">
        <div className="tools">
          <strong>
            {isReview
              ? t('batch.review', { n: entriesToSign(entries).length, total: entries.length })
              : t('batch.list')}
          </strong>
        </div>
        <DataGrid
          name="unterschreiben"
          label={t('batch.list')}
          columns={batchColumns(texts, mark)}
          count={entries.length}
          rowAt={(index) => entries[index]}
          rowKey={({ dokument }) => dokument}
          rowName={({ titel }) => titel}
          rowRem={3}
          current={selected.dokument}
          onCurrent={setCurrent}
          onOpen={({ dokument }) => navigate(`dokument/${dokument}`)}
          {...choosing}
          empty={null}
        />
      </div>
      <Panel label={t('batch.sign')}>
        <BatchSection entries={entries} phase={phase} />
        <EntrySection entry={selected} phase={phase} />
      </Panel>
    </Faces>
  );
}

const none: readonly BatchEntry[] = [];

/** A Version that a colleague or another screen added takes the listed one out. */
function useChangesMeanwhile(entries: readonly BatchEntry[]): void {
  const present = useQuery('dokumente', { ids: entries.map(({ dokument }) => dokument) });
  useEffect(() => {
    if (!present) return;
    const leading = new Map(present.map(({ zeile, version }) => [zeile.id, version.id]));
    for (const { dokument, version, state } of entries) {
      if (state === 'ready' && leading.has(dokument) && leading.get(dokument) !== version.id)
        changeEntry(dokument, { state: 'refused', code: 'pdf-changed-meanwhile', isIncluded: false });
    }
  }, [present, entries]);
}

function include(entries: readonly BatchEntry[], marked: ReadonlySet<string>): void {
  for (const { dokument, isIncluded, state } of entries)
    if (marked.has(dokument) !== isIncluded && state !== 'refused')
      changeEntry(dokument, { isIncluded: marked.has(dokument) });
}
