import { memo } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { FilterButton } from '../../filter-button.tsx';
import {
  type Vorrat,
  type VorratFilter,
  type VorratKreis,
  vorratGruende,
  vorratKreise,
} from '../../replica-api/vorrat-rows.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { narrowVorrat } from './vorrat-state.ts';

interface VorratToolsProps {
  readonly filter: VorratFilter;
  readonly vorrat: Vorrat | undefined;
}

/** Whose work, what kind of it, and a text; drawn anew only when one of these changes, not with every arrow key. */
export const VorratTools = memo(function VorratTools({ filter, vorrat }: VorratToolsProps) {
  const { t } = useTexts();
  const vertretene = vorrat?.vertretene ?? [];
  const kreise = vorratKreise.filter((kreis) => kreis !== 'vertretung' || vertretene.length > 0);
  const kreisLabel = (kreis: VorratKreis) =>
    kreis === 'vertretung' && vertretene.length === 1
      ? `${t('vorrat.kreis.vertretung')}: ${vertretene[0]?.name}`
      : t(`vorrat.kreis.${kreis}`);
  const words = ({ kreis, fuer, grund, text }: VorratFilter) =>
    [
      kreisLabel(kreis),
      fuer === null ? '' : (vertretene.find(({ id }) => id === fuer)?.name ?? ''),
      grund === null ? '' : t(`vorrat.grund.${grund}`),
      text.trim() === '' ? '' : t('filter.quoted', { text: text.trim() }),
    ]
      .filter(Boolean)
      .join(' · ');
  return (
    <div className="tools single">
      <ToggleButtonGroup
        aria-label={t('vorrat.kreis')}
        className="switch"
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[filter.kreis]}
        onSelectionChange={([kreis]) => narrowVorrat({ kreis: kreis as VorratKreis, fuer: null })}
      >
        {kreise.map((kreis) => (
          <ToggleButton key={kreis} id={kreis} className="btn quiet">
            <span title={kreisLabel(kreis)}>{kreisLabel(kreis)}</span>
            {vorrat && vorrat.heute[kreis] > 0 && (
              <small className="from-48" title={t('vorrat.kreis.heute', { n: vorrat.heute[kreis] })}>
                <span aria-hidden="true">{vorrat.heute[kreis]}</span>
                <span className="visually-hidden">{t('vorrat.kreis.heute', { n: vorrat.heute[kreis] })}</span>
              </small>
            )}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      {filter.kreis === 'vertretung' && vertretene.length > 1 && (
        <select
          className="input"
          aria-label={t('vorrat.fuer')}
          value={filter.fuer ?? ''}
          onChange={({ target }) => narrowVorrat({ fuer: target.value || null })}
        >
          <option value="">{t('vorrat.fuer.alle')}</option>
          {vertretene.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      )}
      <span className="gap" />
      <select
        className="input short"
        aria-label={t('vorrat.grund')}
        value={filter.grund ?? ''}
        onChange={({ target }) =>
          narrowVorrat({ grund: vorratGruende.find((grund) => grund === target.value) ?? null })
        }
      >
        <option value="">{t('vorrat.grund.alle')}</option>
        {vorratGruende.map((grund) => (
          <option key={grund} value={grund}>
            {t(`vorrat.grund.${grund}`)}
          </option>
        ))}
      </select>
      <input
        className="input short"
        type="search"
        aria-label={t('vorrat.filter')}
        placeholder={t('search')}
        value={filter.text}
        onChange={({ target }) => narrowVorrat({ text: target.value })}
      />
      <FilterButton list="arbeitsvorrat" view={filter} words={words} onApply={narrowVorrat} />
    </div>
  );
});
