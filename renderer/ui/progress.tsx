import { useId } from 'react';

interface ProgressProps {
  readonly label: string;
  readonly done: number;
  /** 0 = the amount is unknown. */
  readonly total: number;
  /** Amounts in words, `3 von 12 · 4,1 MB`. */
  readonly amounts: string;
}

/** Progress with amounts in words; for everything longer than a second. */
export function Progress({ label, done, total, amounts }: ProgressProps) {
  const id = useId();
  return (
    <div className="progress">
      <div className="progress-head">
        <span id={id}>{label}</span>
        <small>{amounts}</small>
      </div>
      <progress aria-labelledby={id} max={total || 1} {...(total > 0 ? { value: done } : {})} />
    </div>
  );
}
