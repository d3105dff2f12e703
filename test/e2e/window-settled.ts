import { expect, type Page } from '@playwright/test';

/** Waits until a window before a signature takes a first Enter: not in its first moments (P33). */
export async function windowSettled(window: Page): Promise<void> {
  await expect.poll(() => window.evaluate(() => document.getAnimations().length)).toBe(0);
}
