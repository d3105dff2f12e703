import { useState } from 'react';
import { ownWork } from '../../actions/pack-scopes.ts';
import { PackDialog } from '../../pack-dialog.tsx';
import type { SpeicherZeile } from '../../replica-api/store-rows.ts';
import { useSelection } from '../../state/selection.ts';
import { DataGrid } from '../../ui/data-grid.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Faces } from '../../ui/faces.tsx';
import { Loading } from '../../ui/loading.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { useQuery } from '../../use-query.ts';
import { openScope } from './open-scope.ts';
import { speicherColumns } from './speicher-columns.tsx';
import { SpeicherPanel } from './speicher-panel.tsx';
import { SpeicherState } from './speicher-state.tsx';
import './speicher.css';

const keyOf = ({ art, id }: SpeicherZeile) => `${art}/${id}`;

/** What lies on this device, since when and why; checking it, and making room. */
export function SpeicherScreen() {
  const texts = useTexts();
  const { t } = texts;
  const speicher = useQuery('speicher', {});
  const [current, setCurrent] = useSelection('speicher');
  const [isPacking, setPacking] = useState(false);
  if (!speicher) return <Loading />;
  const { zeilen } = speicher;
  const selected = zeilen.find((row) => keyOf(row) === current) ?? zeilen[0];
  return (
    <Faces names={[t('faces.liste'), t('faces.angaben')]}>
      <div className="pane speicher">
        <SpeicherState speicher={speicher} onPackOwn={() => setPacking(true)} />
        <DataGrid
          name="speicher"
          label={t('speicher.list')}
          columns={speicherColumns(texts)}
          count={zeilen.length}
          rowAt={(index) => zeilen[index]}
          rowKey={keyOf}
          rowName={(row) => row.titel || t('pack.vorrat')}
          rowRem={3}
          current={selected ? keyOf(selected) : null}
          onCurrent={setCurrent}
          onOpen={openScope}
          empty={<EmptyState title={t('speicher.empty.title')} text={t('speicher.empty.text')} />}
        />
      </div>
      <SpeicherPanel row={selected} />
      {isPacking && (
        <PackDialog
          scopes={[ownWork]}
          title={t('pack.own')}
          onClose={() => setPacking(false)}
          onPacked={() => setPacking(false)}
        />
      )}
    </Faces>
  );
}
