import { startOf } from './regions.ts';

const lookEveryMs = 50;
const giveUpMs = 3_000;

/**
 * When the focused control is gone, the focus goes to where work begins; lists arrive after their screen. Whoever has taken the
 * focus meanwhile keeps it. Answers with the function that ends the waiting.
 */
export function focusWorkWhenLost(): () => void {
  const startedAt = performance.now();
  const timer = setInterval(() => {
    const main = document.querySelector<HTMLElement>('[data-region="main"]');
    const isAtNothing = document.activeElement === null || document.activeElement === document.body;
    // A window that is open takes the focus itself.
    const isLost = isAtNothing && document.querySelector('[role="dialog"], [role="alertdialog"]') === null;
    const start = isLost && main ? startOf(main) : undefined;
    start?.focus({ preventScroll: true });
    if (!isLost || start || performance.now() - startedAt > giveUpMs) clearInterval(timer);
  }, lookEveryMs);
  return () => clearInterval(timer);
}
