import { type ReactNode, useState } from 'react';
import { isTag } from '../../shared/frist/tag.ts';
import { TextField } from './field.tsx';
import { parseDate } from './parse-date.ts';
import { useTexts } from './use-texts.ts';

interface DateFieldProps {
  readonly label: string;
  /** `YYYY-MM-DD`, '' for none, or what was typed while it is no date. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly marks?: ReactNode;
  readonly disabled?: boolean | undefined;
  readonly autoFocus?: boolean;
  readonly hint?: string | undefined;
  /** Shown instead of the field's own complaint. */
  readonly error?: string | undefined;
}

/**
 * A date typed in the person's language; the weekday stands opposite the label, so that a slip is seen, and the whole date where
 * less was typed.
 */
export function DateField({ label, value, onChange, marks, disabled, autoFocus = false, hint, error }: DateFieldProps) {
  const { t, weekday, language } = useTexts();
  const [typed, setTyped] = useState<string | null>(null);
  const whole = inLanguage(value, language);
  const shown = typed !== null && (parseDate(typed) ?? typed) === value ? typed : whole;
  const isWrong = value !== '' && !isTag(value);
  return (
    <TextField
      label={label}
      value={shown}
      onChange={(text) => {
        setTyped(text);
        onChange(parseDate(text) ?? text);
      }}
      marks={marks}
      disabled={disabled}
      autoFocus={autoFocus}
      hint={hint}
      placeholder={t('wort.dateFormat')}
      aside={
        isTag(value) ? (
          [weekday(value), shown !== whole && whole].filter(Boolean).join(', ')
        ) : (
          <span className="visually-hidden">{t('wort.dateFormat')}</span>
        )
      }
      error={error ?? (isWrong && shown.length >= 6 ? t('wort.badDate') : undefined)}
    />
  );
}

function inLanguage(value: string, language: 'de' | 'en'): string {
  if (!isTag(value)) return value;
  const [year, month, day] = value.split('-');
  return language === 'de' ? `${day}.${month}.${year}` : `${day}/${month}/${year}`;
}
