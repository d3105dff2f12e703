import { tellScreen } from './screen-port.ts';
import { shortcutOf } from './shortcut-keys.ts';

interface PagesWatch {
  /** The app's and the screen's keys that this page passes on. */
  readonly keys: readonly ('F6' | 'F7' | 'Escape' | '?' | 'a' | 's')[];
  readonly refit: () => void;
  /** Tells the screen what is seen. */
  readonly report: () => void;
}

/**
 * The one scrolling element of a page of this origin: what is seen is reported after scrolling, resizing and whenever asked,
 * at most once a frame.
 */
export function watchPages({ keys, refit, report }: PagesWatch): {
  readonly root: HTMLElement;
  readonly reportSoon: () => void;
} {
  const root = document.querySelector<HTMLElement>('#pages')!;
  let isPending = false;
  const reportSoon = (): void => {
    if (isPending) return;
    isPending = true;
    requestAnimationFrame(() => {
      isPending = false;
      report();
    });
  };
  // Arrow keys scroll as soon as the page has the focus.
  root.tabIndex = 0;
  root.addEventListener('scroll', reportSoon, { passive: true });
  addEventListener('resize', () => {
    refit();
    reportSoon();
  });
  addEventListener('keydown', (event) => {
    const key = shortcutOf(event, keys);
    if (key === null) return;
    tellScreen({ type: 'key', key, shift: event.shiftKey });
    event.preventDefault();
  });
  return { root, reportSoon };
}
