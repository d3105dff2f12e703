import { create } from 'zustand';
import type { ErrorCode } from '../../shared/errors.ts';
import type { Language, TextArguments, TextKey } from '../../shared/texts/translate.ts';

/** Words and amounts in one language. */
interface Words {
  readonly language: Language;
  readonly t: <K extends TextKey>(key: K, ...args: TextArguments<K>) => string;
  readonly size: (bytes: number) => string;
  readonly error: (code: ErrorCode) => string;
}

/** The quiet line after an act: what happened, and how to take it back while nothing was sent. */
export interface Notice {
  /** In the language that is spoken when it is read. */
  readonly text: (words: Words) => string;
  /** Whether the line may say 'not sent yet' as long as something waits. */
  readonly isUnsent?: boolean;
  /** Whether it stays until it is closed. */
  readonly isLasting?: boolean;
  readonly undo?: (() => void) | undefined;
}

/** The last notice; null when none is shown. */
export const useNotice = create<{ readonly notice: Notice | null }>(() => ({ notice: null }));

/** Shows a notice; null takes it away. */
export function showNotice(notice: Notice | null): void {
  useNotice.setState({ notice });
}
