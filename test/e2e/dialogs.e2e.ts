import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { de } from '../../shared/texts/de.ts';
import { en } from '../../shared/texts/en.ts';
import type { Language, TextKey } from '../../shared/texts/translate.ts';
import { chromiumPath } from '../forward/chromium.ts';
import { type DialogCase, type DialogStep, dialogList, openSelected } from '../renderer/dialog-list.ts';
import { screenList } from '../renderer/screen-list.ts';
import { demoScreens } from './demo-screens.ts';
import { buttonsOutOfOrder, findCutOff } from './find-cut-off.ts';

const usual = { width: 1280, height: 800 };
/** What 1280x800 leaves at 200 % zoom. */
const zoomed = { width: 640, height: 400 };
/** The words change nothing about the colours: German alone wears all three. */
const themes = ['light', 'dark', 'contrast'] as const;
type Opened = Extract<DialogCase, { readonly steps: readonly DialogStep[] }>;

test.describe('@dialogs', () => {
  const demo = demoScreens();

  for (const language of ['de', 'en'] as const)
    test(`H31: every dialog, ${language}: axe finds nothing, nothing is cut off at 200 %`, async () => {
      test.setTimeout(240_000);
      if (chromiumPath === null) return;
      const page = await demo.browser().newPage({ viewport: usual, locale: language });
      for (const one of dialogList())
        if ('steps' in one) await lookAtDialog(page, `${demo.address()}?lang=${language}`, one, language);
    });

  test('H23, H24: what is finished is not picked to file to; Enter in a choice goes ahead, and what is missing has the focus', async () => {
    if (chromiumPath === null) return;
    const page = await demo.browser().newPage({ viewport: usual, locale: 'de' });
    await page.goto(`${demo.address()}?lang=de`);
    await page.locator('.nav').waitFor();
    const dialog = page.getByRole('dialog');
    const go = dialog.getByRole('button', { name: 'Hierher ablegen' });
    await take(page, { key: 'Alt+1' }, 'de');
    await take(page, { key: 'a' }, 'de');
    await dialog.getByLabel('Vorgang suchen').fill('63.04-2026-0004/1');
    await page.keyboard.press('ArrowDown');
    await expect(go).toBeEnabled();
    await expect(dialog.getByText(de['pick.closed'])).toHaveCount(0);
    await dialog.getByLabel('Vorgang suchen').fill('51.20-2026-0011/1');
    await expect(dialog.getByRole('row', { name: /zu den Akten/ })).toHaveCount(1);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(go).toBeDisabled();
    await expect(dialog.getByRole('status')).toHaveText(de['pick.closed']);

    await dialog.getByRole('button', { name: 'Neuer Vorgang …' }).click();
    await dialog.getByRole('searchbox').fill('32.10-2026-0001');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    const kind = dialog.getByLabel('Vorgangstyp');
    await dialog.getByLabel('Betreff').press('Enter');
    await expect(kind).toBeFocused();
    await kind.press('Enter');
    await expect(kind).toHaveAttribute('aria-invalid', 'true');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);

    await take(page, { key: 'n' }, 'de');
    await dialog.getByLabel('Eingang bei der Behörde').fill('20.11.');
    await expect(dialog.getByText(/, 20\.11\.20\d\d$/)).toBeVisible();
    const source = dialog.getByLabel('Woher kommt das Datum?');
    await source.selectOption({ index: 1 });
    await source.press('Enter');
    await expect(dialog).toHaveCount(0);
    await page.close();
  });

  test('H8, H25: Enter packs, hands on and sets a follow-up day; a day stays in one piece; the language goes by name', async () => {
    if (chromiumPath === null) return;
    const page = await demo.browser().newPage({ viewport: usual, locale: 'de' });
    await page.clock.setFixedTime('2026-12-24T10:00:00');
    await page.goto(`${demo.address()}?lang=de`);
    await page.locator('.nav').waitFor();
    const dialog = page.getByRole('dialog');
    await take(page, { key: 'Alt+0' }, 'de');
    await take(page, { key: 'b' }, 'de');
    const colleague = dialog.getByLabel('Bearbeitung künftig');
    await expect(colleague).toBeFocused();
    await colleague.press('Enter');
    await expect(dialog).toHaveCount(1);
    await colleague.selectOption({ index: 1 });
    await colleague.press('Enter');
    await expect(dialog).toHaveCount(0);
    await take(page, { key: 'w' }, 'de');
    await dialog.getByLabel('Tag der Wiedervorlage').fill('04.01.2038');
    await page.keyboard.press('Enter');
    await expect(dialog).toHaveCount(0);

    await take(page, { key: 'Alt+2' }, 'de');
    await take(page, openSelected, 'de');
    await take(page, { press: 'akten.pack' }, 'de');
    await expect(dialog.locator('.btn.go')).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(dialog).toHaveCount(0);

    const day = page.locator('.kv .deadline').first();
    await expect(day.locator('.tag')).toHaveText('überschritten');
    const pieces = await day.evaluate((node) => {
      (node.parentElement as HTMLElement).style.width = '7rem';
      const [date, tag] = [...node.children].map((child) => child.getBoundingClientRect());
      return { lines: (date?.height ?? 0) / 20, isBelow: (tag?.top ?? 0) >= (date?.bottom ?? 0) - 1 };
    });
    expect(pieces.lines).toBeLessThan(1.5);
    expect(pieces.isBelow).toBe(true);

    await page.keyboard.press('Control+k');
    await page.keyboard.type('english');
    await page.keyboard.press('Enter');
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await page.close();
  });

  test('H37: the field offers only what asks, under a name that says which, and presses nothing that became another button', async () => {
    if (chromiumPath === null) return;
    const page = await demo.browser().newPage({ viewport: usual, locale: 'de' });
    await page.goto(`${demo.address()}?lang=de`);
    await page.locator('.nav').waitFor();
    const seen = await page.evaluate(async () => {
      const { pageActions } = (await import(
        '/page-actions.ts' as string
      )) as typeof import('../../renderer/page-actions.ts');
      const root = document.createElement('div');
      root.innerHTML =
        '<main><button>Frist setzen …</button><button>Sperren</button><button>Erledigt …</button><button disabled>Erledigt …</button>' +
        '<button aria-label="Verweis entfernen: Antrag …">✕</button><button disabled>Packen …</button></main>';
      document.body.append(root);
      const pressed: string[] = [];
      root.addEventListener('click', ({ target }) => pressed.push((target as Element).textContent ?? ''));
      const offered = pageActions(root);
      offered[0]?.run();
      root.querySelector('button')!.textContent = 'Frist löschen';
      offered[0]?.run();
      root.remove();
      return { offered: offered.map(({ label }) => label), pressed };
    });
    expect(seen).toEqual({ offered: ['Frist setzen …'], pressed: ['Frist setzen …'] });
    await page.close();
  });

  test('H32: what was typed into a window is lost only when the person says so', async () => {
    if (chromiumPath === null) return;
    const page = await demo.browser().newPage({ viewport: usual, locale: 'de' });
    await page.goto(`${demo.address()}?lang=de`);
    await page.locator('.nav').waitFor();
    const steps = dialogList().find(({ file }) => file === 'import-dialog');
    for (const step of steps && 'steps' in steps ? steps.steps : []) await take(page, step, 'de');
    const dialog = page.getByRole('dialog');
    const question = page.getByRole('alertdialog', { name: 'Eingaben verwerfen?' });
    const sender = page.getByLabel('Absender');

    // Typed and taken back is not touched; neither is a window that was only looked at.
    await sender.fill('Feuerwehr');
    await page.keyboard.press('Escape');
    await expect(question).toHaveAccessibleDescription('Was Sie hier eingegeben haben, ist noch nicht gespeichert.');
    const axe = await new AxeBuilder({ page }).setLegacyMode(true).include('[role="alertdialog"]').analyze();
    expect(axe.violations).toEqual([]);
    await expect(page.getByRole('button', { name: 'Weiter bearbeiten' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(question).toHaveCount(0);
    await expect(sender).toBeFocused();
    await expect(sender).toHaveValue('Feuerwehr');

    // A second Escape means the question, not the window; nothing outside takes the keys away.
    await page.keyboard.press('Escape');
    await page.keyboard.press('Alt+2');
    await page.keyboard.press('Escape');
    await expect(dialog).toBeVisible();
    await expect(sender).toHaveValue('Feuerwehr');
    await page.mouse.click(5, 5);
    await expect(dialog).toBeVisible();
    await expect(sender).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: 'Weiter bearbeiten' })).toBeFocused();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(dialog).toHaveCount(0);

    for (const step of steps && 'steps' in steps ? steps.steps : []) await take(page, step, 'de');
    await sender.fill('x');
    await sender.fill('');
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await page.close();
  });

  test('H32: a window whose form saves and stays asks about what is typed after that, and before it leads elsewhere', async () => {
    if (chromiumPath === null) return;
    const page = await demo.browser().newPage({ viewport: usual, locale: 'de' });
    await page.goto(`${demo.address()}?lang=de`);
    await page.locator('.nav').waitFor();
    const steps = dialogList().find(({ file }) => file === 'akte-angaben-dialog');
    for (const step of steps && 'steps' in steps ? steps.steps : []) await take(page, step, 'de');
    const dialog = page.getByRole('dialog');
    const question = page.getByRole('alertdialog', { name: 'Eingaben verwerfen?' });
    const title = dialog.getByLabel('Betreff');

    await title.fill('Anders');
    await page.keyboard.press('Enter');
    await expect(dialog.getByRole('button', { name: de['vorgang.save'], exact: true })).toHaveCount(0);
    await page.keyboard.press('End');
    await page.keyboard.type(' und noch mehr');
    await page.keyboard.press('Escape');
    await expect(question).toHaveCount(1);
    await page.keyboard.press('Enter');
    await expect(title).toHaveValue(/ und noch mehr$/);

    await dialog.getByRole('button', { name: de['akte.schliessen'] }).click();
    await page.keyboard.press('Escape');
    await expect(title).toHaveValue(/ und noch mehr$/);

    // Nor does what leads to another screen.
    await dialog.getByRole('button', { name: /entscheiden$/ }).click();
    await expect(question).toHaveCount(1);
    await page.keyboard.press('Enter');
    await expect(title).toHaveValue(/ und noch mehr$/);

    // Nor does a lock by hand take it away.
    await page.keyboard.press('Control+l');
    await expect(question).toHaveCount(1);
    await expect(question).toHaveAccessibleDescription(/ Ohne Antwort wird in einer Minute gesperrt\.$/);
    await page.keyboard.press('Enter');
    await expect(question).toHaveCount(0);
    await expect(title).toHaveValue(/ und noch mehr$/);
    await page.close();
  });

  test('H32: a screen whose form keeps no draft asks before it is left, and before a lock by hand', async () => {
    if (chromiumPath === null) return;
    const page = await demo.browser().newPage({ viewport: usual, locale: 'de' });
    await page.goto(`${demo.address()}?lang=de`);
    await page.locator('.nav').waitFor();
    for (const step of screenList().find(({ name }) => name === 'stempel')?.steps ?? []) await take(page, step, 'de');
    const question = page.getByRole('alertdialog', { name: 'Eingaben verwerfen?' });
    const name = page.getByLabel('Name (deutsch)');
    const typed = async () => expect(name).toHaveValue('Unterwegs');

    await name.fill('Unterwegs');
    const ways: readonly (() => Promise<void>)[] = [
      () => page.keyboard.press('Alt+2'),
      () => page.keyboard.press('Control+l'),
      () => page.getByRole('navigation').getByRole('button', { name: 'Akten', exact: true }).click(),
      () => page.getByRole('navigation', { name: 'Stempel' }).getByRole('button').nth(3).click(),
      () => page.getByRole('button', { name: 'Neuer Stempel' }).click(),
      async () => {
        await page.keyboard.press('Control+k');
        await page.keyboard.type('Fristen');
        await page.keyboard.press('Enter');
      },
    ];
    for (const leave of ways) {
      await leave();
      await expect(question).toHaveCount(1);
      await page.keyboard.press('Enter');
      await expect(question).toHaveCount(0);
      await typed();
    }
    await page.keyboard.press('Alt+2');
    await question.getByRole('button', { name: 'Verwerfen' }).click();
    await expect(name).toHaveCount(0);
    await expect(page.getByRole('heading', { level: 1, name: 'Akten' })).toBeVisible();
    await page.close();
  });
});

async function lookAtDialog(page: Page, address: string, { file, query, steps }: Opened, language: Language) {
  await page.setViewportSize(usual);
  const wanted = query ? `${address}&${query}` : address;
  if (page.url() !== wanted) await page.goto(wanted);
  for (const left = page.getByRole('dialog'); (await left.count()) > 0; ) await page.keyboard.press('Escape');
  await wear(page, 'light');
  await page.locator('.nav').waitFor();
  for (const step of steps) await take(page, step, language);
  const dialog = page.getByRole('dialog').first();
  await expect(dialog, file).toBeVisible();
  await page.waitForTimeout(150);
  const focus = await page.evaluate(() => document.activeElement?.closest('[role="dialog"]') !== null);
  expect.soft(focus, `${file}: the focus is inside`).toBe(true);
  for (const theme of language === 'de' ? themes : (['light'] as const)) {
    await wear(page, theme);
    const axe = new AxeBuilder({ page }).setLegacyMode(true).include('[role="dialog"]');
    const { violations } = await (theme === 'light' ? axe : axe.withRules(['color-contrast'])).analyze();
    const found = violations.map(({ id, nodes }) => `${id} (${nodes.map(({ html }) => html).join(' | ')})`);
    expect.soft(found, `${file} ${theme}: axe`).toEqual([]);
  }
  expect.soft(await findCutOff(page), `${file} at 1280x800`).toEqual([]);
  expect.soft(await buttonsOutOfOrder(page), `${file}: H36: Tab goes as one reads`).toEqual([]);
  await page.setViewportSize(zoomed);
  await page.waitForTimeout(100);
  expect.soft(await findCutOff(page), `${file} at 200 %`).toEqual([]);
  expect.soft(await titlesLeft(page), `${file} at 200 %: scrolled to its end`).toEqual([]);
}

/** Titles of windows that are out of sight, or under something else, when the window is scrolled to its end. */
function titlesLeft(page: Page): Promise<string[]> {
  return page.locator('.dialog').evaluateAll((dialogs) =>
    dialogs.slice(-1).flatMap((dialog) => {
      dialog.scrollTop = dialog.scrollHeight;
      const title = dialog.querySelector('.dialog-title');
      const box = title?.getBoundingClientRect();
      if (!title || !box) return ['no title'];
      const at = [box.top + 4, box.bottom - 4].map((y) => document.elementFromPoint(box.left + box.width / 2, y));
      dialog.scrollTop = 0;
      return at.every((one) => one === title) ? [] : [title.textContent ?? ''];
    }),
  );
}

async function wear(page: Page, theme: (typeof themes)[number]): Promise<void> {
  await page.evaluate((wanted) => {
    document.documentElement.dataset.kernTheme = wanted === 'light' ? 'light' : 'dark';
    document.documentElement.dataset.theme = wanted === 'contrast' ? 'contrast' : 'plain';
  }, theme);
}

/** None of the texts that open something has a placeholder. */
function textOf(language: Language, key: TextKey): string {
  return (language === 'de' ? de : en)[key];
}

async function take(page: Page, step: DialogStep, language: Language): Promise<void> {
  if ('key' in step) {
    await page.keyboard.press(step.key);
    // The screen and its rows arrive before the next key.
    return page.waitForTimeout(250);
  }
  const target =
    'click' in step
      ? page.locator(step.click)
      : page.getByRole('button', { name: textOf(language, step.press), exact: true });
  await target.first().click();
}
