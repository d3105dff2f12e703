import { type Locator, type Page, expect as playwrightExpect } from '@playwright/test';

const expect = playwrightExpect.configure({ timeout: 30_000 });
/** A stop that takes more is out of reach. */
const mostTabs = 45;

/** Somebody who works with the keyboard alone; counts what she presses beside the words that she types. */
export interface Hands {
  /** Presses keys one after the other. */
  press(...keys: readonly string[]): Promise<void>;
  /** Types into what has the focus. */
  type(words: string): Promise<void>;
  /** Tab until this has the focus; throws when Tab does not lead there. */
  tabTo(wanted: Locator): Promise<void>;
  /** Tab to a button, and Enter. */
  push(name: string | RegExp): Promise<void>;
  /** Tab to a field, and type over what it holds. */
  fill(label: string | RegExp, words: string): Promise<void>;
  /** Tab to a choice, and type the beginning of what is chosen. */
  choose(label: string | RegExp, words: string): Promise<void>;
  /** Keys pressed so far, without letters that were typed. */
  readonly count: number;
}

/** The hands at a window; what they look for is what assistive technology hears: role and name. */
export function handsAt(page: Page): Hands {
  let count = 0;
  const hands: Hands = {
    get count() {
      return count;
    },
    async press(...keys) {
      for (const key of keys) {
        await page.keyboard.press(key);
        count += 1;
      }
    },
    type: (words) => page.keyboard.type(words),
    async tabTo(wanted) {
      await expect(wanted.first()).toBeVisible();
      for (let stops = 0; stops <= mostTabs; stops += 1) {
        if (await wanted.evaluateAll((found) => found.some((element) => element === document.activeElement))) return;
        await hands.press('Tab');
        // A frame of another origin answers a moment later.
        await page.waitForTimeout(20);
      }
      throw new Error(`${mostTabs} times Tab does not lead to ${wanted}`);
    },
    async push(name) {
      const button = within(page).getByRole('button', { name, exact: typeof name === 'string' });
      await hands.tabTo(button);
      await expect(button.first()).toBeEnabled();
      await hands.press('Enter');
    },
    async fill(label, words) {
      await hands.tabTo(within(page).getByLabel(label, { exact: typeof label === 'string' }));
      await page.keyboard.press('Control+a');
      await hands.type(words);
    },
    async choose(label, words) {
      const field = within(page).getByLabel(label, { exact: typeof label === 'string' });
      await hands.tabTo(field);
      await hands.type(words);
      await expect(field.locator('option:checked')).toContainText(words);
    },
  };
  return hands;
}

/** A window that is open keeps the focus inside. */
function within(page: Page): Locator {
  return page.locator('[role="dialog"], body:not(:has([role="dialog"]))').last();
}
