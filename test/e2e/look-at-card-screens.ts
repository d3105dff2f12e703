import { expect, type Page } from '@playwright/test';
import { de } from '../../shared/texts/de.ts';
import { en } from '../../shared/texts/en.ts';
import type { Workstation } from '../workstation/app.ts';
import { chooseCard } from '../workstation/card-desk.ts';
import { chooseLanguage, lookAt, lookAtZoomed, sizeWindow } from './look-at.ts';

const words = { de, en } as const;
const languages = ['en', 'de'] as const;
type Language = (typeof languages)[number];

/**
 * From a review that lists `documents`, and back to it in German: the review, the choice of a certificate, main's window with
 * the card, and the diagnostics, in both languages and at 200 % zoom.
 */
export async function lookAtCardScreens(desk: Workstation, documents: number): Promise<void> {
  const { page, app } = desk;
  await sizeWindow(app, page, 1);
  for (const language of languages) {
    await lookAtDiagnostics(desk, language);
    await lookAt(page, `unterschreiben-pruefen-${language}`);
    await lookAtChoice(page, language, () => lookAt(page, `karte-waehlen-${language}`));
    if (language === 'en') await chooseCard(page, 'en');
    await lookAtConfirmation(desk, language, documents);
  }
  await sizeWindow(app, page, 2);
  await lookAtZoomed(app, page, 'zoom/unterschreiben-pruefen-de');
  await lookAtChoice(page, 'de', () => lookAtZoomed(app, page, 'zoom/karte-waehlen-de'));
  await sizeWindow(app, page, 1);
}

/** Settings in the other language, the cards in them, and back to where the person was. */
async function lookAtDiagnostics({ page, app }: Workstation, language: Language): Promise<void> {
  await chooseLanguage(page, language);
  await page.getByRole('button', { name: words[language]['cards.look'] }).click();
  const card = page.getByText('Dienstkarte').first();
  await expect(card).toBeVisible({ timeout: 30_000 });
  await card.scrollIntoViewIfNeeded();
  await lookAt(page, `karten-${language}`);
  await sizeWindow(app, page, 2);
  await card.scrollIntoViewIfNeeded();
  await lookAtZoomed(app, page, `zoom/karten-${language}`);
  await sizeWindow(app, page, 1);
  await page.getByRole('button', { name: words[language]['cards.again'] }).focus();
  await page.keyboard.press('Escape');
}

async function lookAtChoice(page: Page, language: Language, look: () => Promise<void>): Promise<void> {
  await page.getByRole('button', { name: words[language]['dok.sign.chooseCard'] }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('Rita Rasch')).toBeVisible({ timeout: 30_000 });
  await look();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
}

/** By keyboard: the button opens main's window, which starts at the PIN; Escape is the way out. */
async function lookAtConfirmation({ page, app }: Workstation, language: Language, documents: number): Promise<void> {
  const opened = app.waitForEvent('window', { timeout: 30_000 });
  await page.getByRole('button', { name: new RegExp(`${documents} `) }).focus();
  await page.keyboard.press('Enter');
  const window = await opened;
  await expect(window.locator('#password')).toBeFocused();
  await lookAt(window, `bestaetigen-karte-${language}`);
  const closed = window.waitForEvent('close');
  await window.keyboard.press('Escape').catch(() => undefined);
  await closed;
}
