import { type KeyboardEvent, type ReactNode, useId } from 'react';

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
export function TextArea(props: FieldProps & { readonly rows?: number; readonly autoFocus?: boolean }) {
  return (
    <Field {...props}>
      {(wiring) => (
        <textarea
          {...wiring}
          className="input"
          rows={props.rows ?? 3}
          // biome-ignore lint/a11y/noAutofocus: as in TextField
          autoFocus={props.autoFocus}
          value={props.value}
          disabled={props.disabled}
          onChange={(event) => props.onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

interface SelectFieldProps extends FieldProps {
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly autoFocus?: boolean;
}

/** One of a few values. Enter in a form means the form, as in a line of text; the list unfolds by Space or Alt + arrow down. */
export function SelectField(props: SelectFieldProps) {
  return (
    <Field {...props}>
      {(wiring) => (
        <select
          {...wiring}
          className="input"
          value={props.value}
          disabled={props.disabled}
          // biome-ignore lint/a11y/noAutofocus: as in TextField
          autoFocus={props.autoFocus}
          onChange={(event) => props.onChange(event.target.value)}
          onKeyDown={submitByEnter}
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

/** Presses the form's own button, so that what holds that back holds this back too. */
function submitByEnter(event: KeyboardEvent<HTMLSelectElement>): void {
  const { form } = event.currentTarget;
  if (event.key !== 'Enter' || event.altKey || !form) return;
  event.preventDefault();
  if (event.repeat) return;
  const buttons = [...form.elements].filter((one) => one instanceof HTMLButtonElement);
  buttons.find(({ type }) => type === 'submit')?.click();
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
