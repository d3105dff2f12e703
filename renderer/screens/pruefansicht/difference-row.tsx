import type { ReactNode } from 'react';
import { useTexts } from '../../ui/use-texts.ts';
import { differenceWords } from './difference-words.ts';
import type { Difference } from './differences.ts';

interface DifferenceRowProps {
  readonly difference: Difference;
  readonly isShown: boolean;
  readonly onShow: (difference: Difference) => void;
  /** What is said of it besides where it is. */
  readonly children?: ReactNode;
  /** Texts in which the words of both sides stand. */
  readonly sides: readonly [(text: string) => string, (text: string) => string];
}

/** One place in which two pages differ, as a button that shows it. */
export function DifferenceRow({ difference, isShown, onShow, children, sides }: DifferenceRowProps) {
  const texts = useTexts();
  const { number, tone, signed, current } = difference;
  const [before, after] = sides;
  return (
    <button
      type="button"
      className="row-button"
      aria-current={isShown ? 'true' : undefined}
      onClick={() => onShow(difference)}
    >
      <span className={`badge ${tone}`}>{number}</span>
      <span className="difference">
        <span>{differenceWords(texts, difference)}</span>
        {children}
        {tone !== 'covering' && signed !== current && (
          <>
            <small>{before(signed || '–')}</small>
            <small>{after(current || '–')}</small>
          </>
        )}
      </span>
    </button>
  );
}
