import { answerLeaving, useLeaving } from './state/leaving.ts';
import { DiscardQuestion } from './ui/dialog.tsx';

/** Asks before a screen, or everything at a lock by hand, is left with input that would be lost (H32). */
export function LeaveQuestion() {
  const { go, isLock } = useLeaving();
  if (go === null) return null;
  return <DiscardQuestion isLock={isLock} onStay={() => answerLeaving(false)} onDiscard={() => answerLeaving(true)} />;
}
