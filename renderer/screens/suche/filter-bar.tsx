import { useState } from 'react';
import { isPosteingang } from '../../../shared/akte.ts';
import { isTag } from '../../../shared/frist/tag.ts';
import type { Suchfilter } from '../../replica-api/search-rows.ts';
import { Button } from '../../ui/button.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { SelectField } from '../../ui/field.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { wordFor } from '../../ui/words.ts';
import { useQuery } from '../../use-query.ts';
import { noFilter } from './suche-state.ts';

interface FilterBarProps {
  readonly filter: Suchfilter;
  readonly onChange: (change: Partial<Suchfilter>) => void;
}

/** What the results are narrowed to. */
export function FilterBar({ filter, onChange }: FilterBarProps) {
  const texts = useTexts();
  const { t } = texts;
  const choices = useQuery('suchauswahl', {});
  const isNarrow = Object.values(filter).some((value) => value !== null);
  const select = (feld: 'akte' | 'art' | 'person' | 'status', options: readonly Option[]) => {
    const value = filter[feld] ?? '';
    // What was narrowed to from a result need not be among the packed Akten.
    const known = value === '' || options.some((option) => option.value === value);
    return (
      <SelectField
        label={t(`suche.filter.${feld}`)}
        value={value}
        options={[{ value: '', label: t('suche.filter.all') }, ...(known ? [] : [{ value, label: value }]), ...options]}
        onChange={(chosen) => onChange({ [feld]: chosen === '' ? null : chosen })}
      />
    );
  };
  return (
    <fieldset className="search-filters">
      <legend className="visually-hidden">{t('suche.filter.label')}</legend>
      {select(
        'akte',
        (choices?.akten ?? []).map(({ id, aktenzeichen, titel }) => ({
          value: id,
          // No Akte, but what lies there is found like the rest (A68).
          label: isPosteingang(id) ? titel : `${aktenzeichen} ${titel}`,
        })),
      )}
      {select(
        'art',
        (choices?.arten ?? []).map((art) => ({ value: art, label: wordFor(texts, 'typ', art) })),
      )}
      {select(
        'person',
        (choices?.personen ?? []).map(({ id, name }) => ({ value: id, label: name })),
      )}
      {select(
        'status',
        (choices?.status ?? []).map((status) => ({ value: status, label: wordFor(texts, 'status', status) })),
      )}
      <Day
        key={`von${filter.von}`}
        label={t('suche.filter.von')}
        value={filter.von}
        onChange={(von) => onChange({ von })}
      />
      <Day
        key={`bis${filter.bis}`}
        label={t('suche.filter.bis')}
        value={filter.bis}
        onChange={(bis) => onChange({ bis })}
      />
      {isNarrow && <Button onPress={() => onChange(noFilter)}>{t('suche.filter.reset')}</Button>}
    </fieldset>
  );
}

type Option = { readonly value: string; readonly label: string };

/** A day that counts as soon as it is one. */
function Day(props: {
  readonly label: string;
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
}) {
  const [typed, setTyped] = useState(props.value ?? '');
  return (
    <DateField
      label={props.label}
      value={typed}
      onChange={(value) => {
        setTyped(value);
        const day = isTag(value) ? value : null;
        if (day !== props.value && (day !== null || value === '')) props.onChange(day);
      }}
    />
  );
}
