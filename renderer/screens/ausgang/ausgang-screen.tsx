import { syncNow } from '../../actions/sync-now.ts';
import type { AusgangZeile } from '../../replica-api/open-work.ts';
import { useSelection } from '../../state/selection.ts';
import { Button } from '../../ui/button.tsx';
import { DataGrid } from '../../ui/data-grid.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Faces } from '../../ui/faces.tsx';
import { Loading } from '../../ui/loading.tsx';
import { useTask } from '../../ui/use-task.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { useQuery } from '../../use-query.ts';
import { ausgangColumns } from './ausgang-columns.tsx';
import { AusgangPanel } from './ausgang-panel.tsx';

/** What waits for the authority and why; rejected changes first. */
export function AusgangScreen() {
  const texts = useTexts();
  const { t, size } = texts;
  const answer = useQuery('ausgang', {});
  const overview = useQuery('uebersicht', {});
  const [current, setCurrent] = useSelection('ausgang');
  const task = useTask();
  if (!answer) return <Loading />;
  const rows = answer.toSorted((a, b) => rank(a) - rank(b) || a.n - b.n);
  const bytes = rows.reduce((sum, row) => sum + row.bytesTotal - row.bytesSent, 0);
  const selected = rows.find((row) => String(row.n) === current) ?? rows[0];
  return (
    <Faces names={[t('faces.liste'), t('faces.angaben')]}>
      <div className="pane">
        <div>
          <div className="tools">
            {rows.length > 0 && (
              <Button isDisabled={task.isRunning} onPress={() => void task.run(syncNow)}>
                {t('ausgang.syncNow')}
              </Button>
            )}
            <span className="gap" />
            <small>
              {t('ausgang.count', { n: rows.length })}
              {bytes > 0 && ` · ${size(bytes)}`}
            </small>
          </div>
          <ErrorNote error={task.error} />
          <div className="notes">
            {overview && overview.anzuheben > 0 && <p>{t('anhebung.count.waiting', { n: overview.anzuheben })}</p>}
            {overview && overview.nichtAnhebbar > 0 && (
              <p>{t('anhebung.count.never', { n: overview.nichtAnhebbar })}</p>
            )}
          </div>
        </div>
        <DataGrid
          name="ausgang"
          label={t('ausgang.list')}
          columns={ausgangColumns(texts)}
          count={rows.length}
          rowAt={(index) => rows[index]}
          rowKey={(row) => String(row.n)}
          rowName={(row) => row.titel}
          rowRem={3}
          current={selected ? String(selected.n) : null}
          onCurrent={setCurrent}
          onOpen={(row) => setCurrent(String(row.n))}
          empty={
            <EmptyState
              title={t('ausgang.empty.title')}
              text={t('ausgang.empty.text')}
              action={<Button onPress={() => void task.run(syncNow)}>{t('ausgang.syncNow')}</Button>}
            />
          }
        />
      </div>
      <AusgangPanel row={selected} />
    </Faces>
  );
}

function rank(row: AusgangZeile): number {
  return { rejected: 0, sending: 1, waiting: 2 }[row.state];
}
