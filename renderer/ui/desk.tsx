import type { ComponentProps, ReactNode } from 'react';
import type { ErrorCode } from '../../shared/errors.ts';
import { Button } from './button.tsx';
import { ErrorCodeNote, ErrorNote } from './error-note.tsx';
import { PaperFrame } from './paper-frame.tsx';
import { useTexts } from './use-texts.ts';

interface DeskProps extends ComponentProps<typeof PaperFrame> {
  /** Nothing is to be seen yet, unless something went wrong. */
  readonly isOpening: boolean;
  /** Why the page cannot show it. */
  readonly code: ErrorCode | null;
  /** What went wrong before the page got it; null: nothing. */
  readonly error: unknown;
  readonly onAgain: () => void;
  /** What is said in the place of the error, where the person can do something about it. */
  readonly remedy?: ReactNode;
}

/** Where paper lies, and what is said while or instead of showing it. */
export function Desk({ isOpening, code, error, onAgain, remedy, ...paper }: DeskProps) {
  const { t } = useTexts();
  const hasFailed = code !== null || error !== null;
  return (
    <div className="desk">
      <PaperFrame {...paper} />
      {hasFailed && (
        <div className="desk-note">
          {remedy || (
            <>
              {code ? <ErrorCodeNote code={code} /> : <ErrorNote error={error} />}
              <Button onPress={onAgain}>{t('dok.openAgain')}</Button>
            </>
          )}
        </div>
      )}
      {isOpening && !hasFailed && (
        <p className="desk-note" role="status">
          {t('dok.opening')}
        </p>
      )}
    </div>
  );
}
