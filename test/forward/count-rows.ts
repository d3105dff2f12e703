import type { Page } from '@playwright/test';

/**
 * In how many rows the controls of each bar stand that a selector matches: those that overlap in height share a row. A bar
 * that is wider than its place has one row too many.
 */
export function countRows(page: Page, selector: string): Promise<number[]> {
  return page.evaluate((wanted) => {
    const bars = [...document.querySelectorAll(wanted)].filter((bar) => bar.checkVisibility());
    return bars.map((bar) => {
      const controls = [...bar.querySelectorAll('button, input, select')].filter((one) => one.checkVisibility());
      const boxes = controls.map((one) => one.getBoundingClientRect()).sort((a, b) => a.top - b.top);
      let rows = 0;
      let bottom = Number.NEGATIVE_INFINITY;
      for (const box of boxes) {
        if (box.top >= bottom) rows += 1;
        bottom = Math.max(bottom, box.bottom);
      }
      return bar.scrollWidth > bar.clientWidth + 1 ? rows + 1 : rows;
    });
  }, selector);
}
