import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import type { FilterView } from '../../../shared/saved-filter.ts';
import { FilterButton } from '../../filter-button.tsx';
import { useSelection } from '../../state/selection.ts';
import { Button } from '../../ui/button.tsx';
import { DataGrid } from '../../ui/data-grid.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Faces } from '../../ui/faces.tsx';
import { Progress } from '../../ui/progress.tsx';
import { type Texts, useTexts } from '../../ui/use-texts.ts';
import { FilterBar } from './filter-bar.tsx';
import { openTreffer } from './open-treffer.ts';
import { PackTreffer } from './pack-treffer.tsx';
import { noFilter, takeRouteText } from './suche-state.ts';
import './suche.css';
import { trefferColumns } from './treffer-columns.tsx';
import { TrefferPanel } from './treffer-panel.tsx';
import { type Suche, useSuche } from './use-suche.ts';

/** Looks for words in everything that is on this device. `text`: what another place of the app asks for. */
export function SucheScreen({ text }: { readonly text: string | null }) {
  const texts = useTexts();
  const { t } = texts;
  useEffect(() => takeRouteText(text), [text]);
  const suche = useSuche();
  // Where there is room the filters stand open.
  const [isNarrowing, setNarrowing] = useState(() => matchMedia('(width >= 60rem)').matches);
  const [current, setCurrent] = useSelection('suche');
  const { found, stand } = suche;
  const rows = found?.treffer ?? [];
  const selected = rows.find((row) => row.id === current) ?? rows[0];
  // The row moves at once; what the panel says of it follows as soon as no key is waiting.
  const shown = useDeferredValue(selected);
  const columns = useMemo(() => trefferColumns(texts), [texts]);
  return (
    <Faces names={[t('faces.liste'), t('faces.angaben')]}>
      <div className="pane search-pane">
        <div>
          <form
            className="tools search-words"
            onSubmit={(event) => {
              event.preventDefault();
              suche.now();
            }}
          >
            <input
              className="input"
              type="search"
              aria-label={t('suche.field')}
              placeholder={t('suche.field')}
              // biome-ignore lint/a11y/noAutofocus: whoever opens the search wants to type
              autoFocus={found === null}
              autoComplete="off"
              spellCheck={false}
              value={suche.text}
              onChange={(event) => suche.setText(event.target.value)}
            />
            <Button type="submit">{t('suche.go')}</Button>
            <Button aria-expanded={isNarrowing} onPress={() => setNarrowing(!isNarrowing)}>
              {t('suche.filter.label')}
            </Button>
            <FilterButton
              list="suche"
              view={{ text: suche.text, filter: suche.filter }}
              words={(view) => viewWords(view, texts)}
              onApply={suche.apply}
            />
            <small role="status">{statusOf(suche, t)}</small>
          </form>
          {isNarrowing && <FilterBar filter={suche.filter} onChange={suche.setFilter} />}
          <div className="notes">
            {found && found.aehnlich.length > 0 && (
              <p role="status">
                {t('suche.similar', { words: found.aehnlich.map((word) => t('suche.quoted', { word })).join(', ') })}
              </p>
            )}
            {stand && stand.done < stand.total && (
              <>
                <Progress
                  label={t('suche.indexing')}
                  done={stand.done}
                  total={stand.total}
                  amounts={t('suche.indexing.amount', { done: stand.done, total: stand.total })}
                />
                <small>{t('suche.indexing.note')}</small>
              </>
            )}
            {stand && stand.unread > 0 && <small>{t('suche.unread', { n: stand.unread })}</small>}
            <ErrorNote error={suche.error} />
          </div>
        </div>
        <div className="search-results">
          <DataGrid
            name="suche"
            label={t('suche.list')}
            columns={columns}
            count={rows.length}
            rowAt={(index) => rows[index]}
            rowKey={(row) => row.id}
            rowName={(row) => row.titel.text}
            rowRem={3}
            current={selected?.id ?? null}
            onCurrent={setCurrent}
            onOpen={openTreffer}
            empty={<NothingFound suche={suche} />}
          />
          {found && !found.isFirst && rows.length > 0 && (
            <div className="tools">
              {found.total > found.loaded && (
                <Button isDisabled={suche.isRunning} onPress={suche.more}>
                  {t('suche.more')}
                </Button>
              )}
              <PackTreffer rows={rows} total={found.total} />
            </div>
          )}
        </div>
      </div>
      <TrefferPanel row={shown} onAkte={suche.filter.akte === null ? (akte) => suche.setFilter({ akte }) : undefined} />
    </Faces>
  );
}

/** The words that are looked for, and by what they are narrowed. */
function viewWords({ text, filter }: FilterView<'suche'>, { t }: Texts): string {
  const fields = (['akte', 'art', 'person', 'status', 'von', 'bis'] as const)
    .filter((feld) => filter[feld] !== null)
    .map((feld) => t(`suche.filter.${feld}`));
  return (
    [
      text.trim() === '' ? '' : t('filter.quoted', { text: text.trim() }),
      fields.length === 0 ? '' : t('filter.narrowed', { fields: fields.join(', ') }),
    ]
      .filter(Boolean)
      .join(' · ') || t('filter.everything')
  );
}

/** Read out once each: that it searches, that first results are here and it goes on, and how many there are. */
function statusOf({ isRunning, found }: Suche, t: Texts['t']): string | null {
  if (found?.isFirst && isRunning) return t('suche.first', { n: found.total });
  if (isRunning) return t('suche.running');
  return found && !found.isFirst ? t('suche.found', { n: found.total }) : null;
}

function NothingFound({ suche }: { readonly suche: Suche }) {
  const { t } = useTexts();
  const { found, filter } = suche;
  const device = <p>{t('suche.device')}</p>;
  if (!found) return <EmptyState title={t('suche.start.title')} text={t('suche.start.text')} action={device} />;
  const isNarrow = Object.values(filter).some((value) => value !== null);
  return (
    <EmptyState
      title={t('suche.none.title')}
      text={t(reasonOf(found, isNarrow), { text: found.text })}
      action={isNarrow ? <Button onPress={() => suche.setFilter(noFilter)}>{t('suche.filter.reset')}</Button> : device}
    />
  );
}

function reasonOf({ behind }: { readonly behind: number | null }, isNarrow: boolean) {
  if (behind !== null) return 'suche.none.yet';
  return isNarrow ? 'suche.none.filter' : 'suche.none.text';
}
