import { type ReactNode, useId } from 'react';

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: ReactNode;
  /** A short word opposite the label; read out with the field, costs no line. */
  readonly aside?: ReactNode;
  readonly placeholder?: string | undefined;
  /** What is wrong with the value; read out with the field. */
  readonly error?: string | undefined;
  /** Marks beside the label, such as 'noch nicht gesendet'. */
  readonly marks?: ReactNode;
  readonly disabled?: boolean | undefined;
}

interface TextFieldProps extends FieldProps {
  readonly type?: 'text' | 'password' | 'search';
  readonly autoComplete?: string;
  readonly autoFocus?: boolean;
  readonly spellCheck?: boolean;
  readonly required?: boolean;
  /** Values offered while typing; anything else may be typed. */
  readonly suggestions?: readonly string[];
}

/** One line of text with its label, hint, marks and error. */
export function TextField(props: TextFieldProps) {
  const {
    type = 'text',
    autoComplete = 'off',
    autoFocus = false,
    spellCheck = false,
    required,
    suggestions = [],
  } = props;
  const listId = useId();
  return (
    <Field {...props}>
      {(wiring) => (
        <>
          <input
            {...wiring}
            className="input"
            type={type}
            autoComplete={autoComplete}
            // biome-ignore lint/a11y/noAutofocus: the first field of a step or dialog takes the focus that its opener gave up
            autoFocus={autoFocus}
            spellCheck={spellCheck}
            placeholder={props.placeholder}
            required={required}
            list={suggestions.length > 0 ? listId : undefined}
            value={props.value}
            disabled={props.disabled}
            onChange={(event) => props.onChange(event.target.value)}
          />
          {suggestions.length > 0 && (
            <datalist id={listId}>
              {suggestions.map((one) => (
                <option key={one} value={one} />
              ))}
            </datalist>
          )}
        </>
      )}
    </Field>
  );
}

/** Several lines of text. */
export function TextArea(props: FieldProps & { readonly rows?: number }) {
  return (
    <Field {...props}>
      {(wiring) => (
        <textarea
          {...wiring}
          className="input"
          rows={props.rows ?? 3}
          value={props.value}
          disabled={props.disabled}
          onChange={(event) => props.onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

/** One of a few values. */
export function SelectField(
  props: FieldProps & { readonly options: readonly { readonly value: string; readonly label: string }[] },
) {
  return (
    <Field {...props}>
      {(wiring) => (
        <select
          {...wiring}
          className="input"
          value={props.value}
          disabled={props.disabled}
          onChange={(event) => props.onChange(event.target.value)}
        >
          {props.options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

interface Wiring {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': boolean | undefined;
}

function Field(props: FieldProps & { readonly children: (wiring: Wiring) => ReactNode }) {
  const id = useId();
  const parts = { a: props.aside, h: props.hint, m: props.marks, e: props.error };
  const described = Object.entries(parts)
    .flatMap(([mark, part]) => (part ? [`${id}${mark}`] : []))
    .join(' ');
  return (
    <div className="field">
      <div className="field-head">
        <label htmlFor={id}>{props.label}</label>
        {props.aside && (
          <small id={`${id}a`} className="field-aside">
            {props.aside}
          </small>
        )}
        {props.marks && (
          <span className="marks" id={`${id}m`}>
            {props.marks}
          </span>
        )}
      </div>
      {props.children({
        id,
        'aria-describedby': described || undefined,
        'aria-invalid': props.error ? true : undefined,
      })}
      {props.hint && (
        <small id={`${id}h`} className="hint">
          {props.hint}
        </small>
      )}
      {props.error && (
        <small id={`${id}e`} className="field-error" role="alert">
          {props.error}
        </small>
      )}
    </div>
  );
}
