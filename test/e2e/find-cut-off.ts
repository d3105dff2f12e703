import type { Page } from '@playwright/test';

/**
 * What of the open dialog, else of the window, cannot be read or reached: text that its box cuts off without a tooltip, controls
 * outside the window that nothing scrolls to, and a window that scrolls itself.
 */
export function findCutOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const tell = (what: string, element: Element) =>
      found.push(`${what}: ${element.outerHTML.replaceAll(/\s+/g, ' ').slice(0, 140)}`);
    const { scrollWidth, clientWidth, scrollHeight, clientHeight } = document.documentElement;
    if (scrollWidth > clientWidth || scrollHeight > clientHeight) tell('the window scrolls', document.documentElement);
    const root = document.querySelector('[role="dialog"]') ?? document.body;
    const isHidden = (element: Element) => !element.checkVisibility() || element.closest('.visually-hidden') !== null;
    const scrolls = (value: string) => value === 'auto' || value === 'scroll';
    for (const element of root.querySelectorAll<HTMLElement>('*')) {
      if (isHidden(element)) continue;
      const style = getComputedStyle(element);
      const hasText = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim());
      const isCut = style.overflowX === 'hidden' && element.scrollWidth > element.clientWidth + 1;
      const says = element.closest('[title]') ?? element.querySelector('[title]');
      if (hasText && isCut && !says) tell('cut off', element);
      if (!element.matches('button, input, select, textarea')) continue;
      const box = element.getBoundingClientRect();
      const isOutside = box.right > innerWidth + 1 || box.left < -1 || box.bottom > innerHeight + 1 || box.top < -1;
      if (!isOutside) continue;
      let place: Element | null = element.parentElement;
      while (place && !(scrolls(getComputedStyle(place).overflowY) && place.scrollHeight > place.clientHeight))
        place = place.parentElement;
      if (!place || box.right > innerWidth + 1) tell('out of reach', element);
    }
    return found;
  });
}

/** Buttons at the bottom of a window that stand before or above the one that Tab reaches before them. */
export function buttonsOutOfOrder(page: Page): Promise<string[]> {
  return page.locator('.dialog-actions').evaluateAll((rows) =>
    rows.flatMap((row) => {
      const buttons = [...row.querySelectorAll('button')].map((button) => ({
        name: button.textContent ?? '',
        box: button.getBoundingClientRect(),
      }));
      return buttons
        .filter(({ box }, at) => {
          const before = buttons[at - 1]?.box;
          return before && box.top < before.bottom && box.left < before.right;
        })
        .map(({ name }) => name);
    }),
  );
}
