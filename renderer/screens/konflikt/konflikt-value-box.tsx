import type { ReactNode } from 'react';
import { useTexts } from '../../ui/use-texts.ts';
import { markDifference } from './mark-difference.ts';

interface KonfliktValueBoxProps {
  readonly isOwn?: boolean;
  readonly label: string;
  /** The value in words; `other`: the one beside it, to mark what differs. */
  readonly value: string;
  readonly other?: string;
  readonly note: string;
  readonly children?: ReactNode;
}

/** One of the three values: whose, what, when, and the button that takes it. */
export function KonfliktValueBox({ isOwn = false, label, value, other, note, children }: KonfliktValueBoxProps) {
  const { t } = useTexts();
  const pieces = markDifference(value, other ?? value);
  return (
    <section className={isOwn ? 'mine' : ''} aria-label={label}>
      <small>{label}</small>
      <p className="value">
        {pieces.map(({ at, text, differs }) => (differs ? <mark key={at}>{text}</mark> : <span key={at}>{text}</span>))}
        {pieces.length === 0 && t('none')}
      </p>
      <small>{[value ? '' : t('konflikt.leer'), note].filter(Boolean).join(' · ')}</small>
      {children && <div className="row">{children}</div>}
    </section>
  );
}
