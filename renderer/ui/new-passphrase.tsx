import { TextField } from './field.tsx';
import { judgePassphrase, minPassphraseLength } from './passphrase-strength.ts';
import { useTexts } from './use-texts.ts';

interface NewPassphraseProps {
  readonly labels: { readonly first: string; readonly repeat: string };
  readonly value: string;
  readonly repeated: string;
  readonly onValue: (value: string) => void;
  readonly onRepeated: (value: string) => void;
  /** Whether to say that the two differ. */
  readonly showsDifference: boolean;
  readonly autoFocus?: boolean;
}

/** A new passphrase, twice, with its strength in words. Never kept as a draft. */
export function NewPassphrase(props: NewPassphraseProps) {
  const { t } = useTexts();
  const strength = judgePassphrase(props.value);
  const missing = minPassphraseLength - [...props.value].length;
  const words = strength === 'zuKurz' ? t('strength.zuKurz', { n: missing }) : t(`strength.${strength}`);
  const differs = props.showsDifference && props.value !== props.repeated;
  return (
    <>
      <TextField
        label={props.labels.first}
        type="password"
        autoComplete="new-password"
        autoFocus={props.autoFocus ?? false}
        value={props.value}
        onChange={props.onValue}
        hint={
          <>
            {t('setup.passphrase.hint')}{' '}
            <strong aria-live="polite" className={`strength ${strength}`}>
              {words}
            </strong>
          </>
        }
      />
      <TextField
        label={props.labels.repeat}
        type="password"
        autoComplete="new-password"
        value={props.repeated}
        onChange={props.onRepeated}
        error={differs ? t('setup.passphrase.different') : undefined}
      />
    </>
  );
}

/** Whether a new passphrase can be taken. */
export function isAcceptable(value: string, repeated: string): boolean {
  const strength = judgePassphrase(value);
  return value === repeated && (strength === 'gut' || strength === 'stark');
}
