import { create } from 'zustand';
import { useSession } from './session.ts';

/** Which question about practice is open: whether to begin it, or to end it. */
export const usePracticeQuestion = create<{ readonly open: 'start' | 'end' | null }>(() => ({ open: null }));

/** Asks before practice begins or ends; null: the question is answered. */
export function askPractice(open: 'start' | 'end' | null): void {
  usePracticeQuestion.setState({ open });
}

/** Whether this is practice. */
export const isPractice = (): boolean => useSession.getState().status?.isPractice ?? false;
