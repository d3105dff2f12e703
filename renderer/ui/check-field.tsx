import { useId } from 'react';

interface CheckFieldProps {
  readonly label: string;
  readonly isChecked: boolean;
  readonly onChange: (isChecked: boolean) => void;
  readonly hint?: string;
  readonly isDisabled?: boolean;
}

/** Yes or no, with its label at the right. */
export function CheckField({ label, isChecked, onChange, hint, isDisabled = false }: CheckFieldProps) {
  const id = useId();
  return (
    <div className="check">
      <input
        id={id}
        type="checkbox"
        checked={isChecked}
        disabled={isDisabled}
        aria-describedby={hint ? `${id}h` : undefined}
        onChange={(event) => onChange(event.target.checked)}
      />
      <label htmlFor={id}>{label}</label>
      {hint && <small id={`${id}h`}>{hint}</small>}
    </div>
  );
}
