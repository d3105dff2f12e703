import { create } from 'zustand';

/** The quiet line after an act: what happened, and how to take it back while nothing was sent. */
export interface Notice {
  readonly text: string;
  /** Whether the line may say 'not sent yet' as long as something waits. */
  readonly isUnsent?: boolean;
  readonly undo?: (() => void) | undefined;
}

/** The last notice; null when none is shown. */
export const useNotice = create<{ readonly notice: Notice | null }>(() => ({ notice: null }));

/** Shows a notice; null takes it away. */
export function showNotice(notice: Notice | null): void {
  useNotice.setState({ notice });
}
