import { create } from 'zustand';
import { type ErrorCode, errorCode } from '../../shared/errors.ts';
import type { Language, TextArguments, TextKey } from '../../shared/texts/translate.ts';

/** Words and amounts in one language. */
interface Words {
  readonly language: Language;
  readonly t: <K extends TextKey>(key: K, ...args: TextArguments<K>) => string;
  readonly size: (bytes: number) => string;
  readonly error: (code: ErrorCode) => string;
}

/** The quiet line after an act: what happened, the way to it, and how to take it back. */
export interface Notice {
  /** In the language that is spoken when it is read. */
  readonly text: (words: Words) => string;
  /** Whether the line may say 'not sent yet' as long as something waits. */
  readonly isUnsent?: boolean;
  /** Whether it stays until it is closed or another act follows. */
  readonly isLasting?: boolean;
  /** The route to the Vorgang that the act was about, or to the Ausgang. */
  readonly to?: string;
  readonly undo?: (() => Promise<unknown>) | undefined;
}

/** The last notice; null when none is shown. */
export const useNotice = create<{ readonly notice: Notice | null }>(() => ({ notice: null }));

/** Shows a notice; null takes it away. */
export function showNotice(notice: Notice | null): void {
  useNotice.setState({ notice });
}

/** Takes back what the notice speaks of, once, and says whether that went well; false: there is nothing to take back. */
export function undoLast(): boolean {
  const { undo, isUnsent = false } = useNotice.getState().notice ?? {};
  if (!undo) return false;
  showNotice(null);
  undo().then(
    () => showNotice({ text: ({ t }) => t('undo.done'), isUnsent }),
    (cause: unknown) => showNotice({ text: ({ error }) => error(errorCode(cause)), isLasting: true }),
  );
  return true;
}

let lastRefused: number | null = null;

/**
 * Hears how many acts of this device the authority refused. When one more is, a line about an act that was not sent may no longer be true and
 * its undo may be in vain: the line says what happened instead (H5).
 */
export function hearRefused(n: number): void {
  const isMore = lastRefused !== null && n > lastRefused;
  lastRefused = n;
  if (!isMore || !useNotice.getState().notice?.isUnsent) return;
  showNotice({ text: ({ t }) => t('undo.refused'), isLasting: true, to: 'ausgang' });
}
