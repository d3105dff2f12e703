import { expect } from '@playwright/test';
import { softPin } from '../fixtures/card/soft-token.ts';
import { makePng } from '../fixtures/pdf/make-png.ts';
import type { Workstation } from '../workstation/app.ts';
import { lookAt, lookAtAll } from './look-at.ts';

/** Signs the Dokument that is open into its empty field, with a picture, a reason and a place that were never given before. */
export async function signIntoField(desk: Workstation, field: string): Promise<void> {
  const { page, app } = desk;
  await page.getByLabel('Wohin').selectOption({ label: `„${field}“, Seite 1` });
  await page.getByRole('button', { name: 'Aussehen …' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Grund').fill('sachlich und rechnerisch richtig');
  await dialog.getByLabel('Ort').fill('Musterstadt');
  const picture = dialog.locator('input[type=file]');
  await picture.setInputFiles({ name: 'x.png', mimeType: 'image/png', buffer: Buffer.from('no picture') });
  await expect(dialog.getByText('signature-image-unfit')).toBeVisible();
  await picture.setInputFiles({ name: 'u.png', mimeType: 'image/png', buffer: drawnSignature() });
  await expect(dialog.getByAltText('Ihr gewähltes Bild')).toBeVisible();
  await lookAtAll(desk, 'unterschrift-aussehen');
  await dialog.getByRole('button', { name: 'Übernehmen' }).click();
  await expect(dialog).toBeHidden();
  await lookAtAll(desk, 'unterschrift-feld', () => page.locator('.key-meaning').scrollIntoViewIfNeeded());
  const opened = app.waitForEvent('window', { timeout: 30_000 });
  await page.getByRole('button', { name: 'Unterschreiben …', exact: true }).click();
  const window = await opened;
  await window.getByLabel('PIN der Karte').fill(softPin);
  await window
    .getByRole('button', { name: 'Unterschreiben' })
    .click()
    .catch(() => undefined);
  await expect(page.getByText(/Unterschrieben, Fassung/).first()).toBeVisible({ timeout: 60_000 });
  await expect(page.frameLocator('iframe').locator('canvas').first()).toBeVisible({ timeout: 30_000 });
  await lookAt(page, 'unterschrift-im-feld-de');
}

/** A wave on clear ground. */
function drawnSignature(): Buffer {
  const isInk = (x: number, y: number) => Math.abs(y - 30 - 20 * Math.sin(x / 12)) < 2.5;
  return makePng(180, 60, (x, y) => (isInk(x, y) ? [20, 30, 120, 255] : [0, 0, 0, 0]));
}
