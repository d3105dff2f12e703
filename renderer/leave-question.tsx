import { answerLeaving, useLeaving } from './state/leaving.ts';
import { DiscardQuestion } from './ui/dialog.tsx';

/** Asks before a screen, or everything at a lock by hand, is left with input that would be lost (H32). */
export function LeaveQuestion() {
  const isAsking = useLeaving(({ go }) => go !== null);
  if (!isAsking) return null;
  return <DiscardQuestion onStay={() => answerLeaving(false)} onDiscard={() => answerLeaving(true)} />;
}
