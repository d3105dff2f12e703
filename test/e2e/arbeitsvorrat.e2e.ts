import { expect, type Page, test } from '@playwright/test';
import { endLeftWorkstations, quitWorkstation, startWorkstation } from '../workstation/app.ts';
import { plugCable, pullCable } from '../workstation/cable.ts';
import { expectAllSent, setUp } from '../workstation/person.ts';
import { demoPassword } from '../workstation/seeded-folder.ts';
import { startStageServer } from '../workstation/stage-server.ts';
import type { ServerProcess } from '../workstation/start-server.ts';
import { sizeWindow } from './look-at.ts';

const passphrase = 'acht Regale im Kopierraum';

test.describe('@casework', () => {
  let server: ServerProcess | undefined;

  test.afterEach(async () => {
    endLeftWorkstations();
    await server?.end('SIGTERM');
  });

  test('the day begins with what waits: put off, handed on and taken back offline, a colleague stood in for', async () => {
    server = await startStageServer('casework');
    const desk = await startWorkstation('casework');
    const { page, app } = desk;
    await sizeWindow(app, page, 1);
    await setUp(page, { server: server.url, name: 'brandt', kennwort: demoPassword, passphrase });
    await expectAllSent(page);

    // V7: it is the first screen, sorted by urgency, its count in the navigation.
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Arbeitsvorrat');
    await expect(page.getByRole('navigation').getByRole('button').first()).toHaveText(/^Arbeitsvorrat/);
    const list = page.getByRole('grid', { name: 'Arbeitsvorrat' });
    await expect(list.locator('.grid-section').first()).toHaveText(/·/);
    await pullCable(app);

    // V8: two Vorgaenge get another day by keyboard, and have the day before again.
    await page.getByLabel('Was', { exact: true }).selectOption('Wiedervorlage');
    await expect(list.locator('.tag').first()).toHaveText('Wiedervorlage');
    await list.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    const before = await firstTwo(page);
    await expect(page.getByText('2 ausgewählt').first()).toBeVisible();
    await page.keyboard.press('w');
    const dialog = page.getByRole('dialog', { name: 'Wiedervorlage für 2 Vorgänge' });
    await expect(dialog.getByRole('listitem')).toHaveCount(2);
    await dialog.getByLabel('Tag der Wiedervorlage').fill('04.01.2038');
    await dialog.getByRole('button', { name: 'Setzen' }).click();
    await expect(page.getByText('Wiedervorlage für 2 Vorgänge gesetzt · noch nicht gesendet')).toBeVisible();
    expect(await firstTwo(page)).not.toEqual(before);
    await page.getByRole('button', { name: 'Rückgängig' }).click();
    await expect.poll(() => firstTwo(page)).toEqual(before);

    // One is handed on, and is no longer among her own.
    await list.focus();
    await page.keyboard.press('Home');
    const given = before[0] ?? '';
    await page.keyboard.press('b');
    await page.getByLabel('Bearbeitung künftig').selectOption('Mehmet Yıldız');
    await page.getByRole('button', { name: 'Weitergeben', exact: true }).click();
    await expect(page.getByText('1 Vorgang an Mehmet Yıldız weitergegeben · noch nicht gesendet')).toBeVisible();
    await expect(list.getByText(given, { exact: true })).toHaveCount(0);

    // V11, V12: she stands in for him, and what she writes there bears both names.
    await page.keyboard.press('v');
    await expect(list.getByText(given, { exact: true }).first()).toBeVisible();
    await page.getByRole('button', { name: 'In Vertretung handeln' }).click();
    await expect(page.getByRole('contentinfo').getByText('In Vertretung für Mehmet Yıldız')).toBeVisible();
    await list.getByText(given, { exact: true }).first().dblclick();
    await page.getByLabel('Neuer Vermerk').fill('Rückruf am Freitag.');
    await page.keyboard.press('Control+s');
    await expect(page.getByText(/Sabine Brandt in Vertretung für Mehmet Yıldız/).first()).toBeVisible();
    await page.keyboard.press('Alt+0');
    await page.getByRole('button', { name: 'Vertretung beenden' }).click();
    await expect(page.getByRole('contentinfo').getByText('In Vertretung für Mehmet Yıldız')).toHaveCount(0);

    // Everything of it reaches the authority.
    await plugCable(app);
    await expectAllSent(page);
    await page.keyboard.press('Alt+3');
    await expect(page.getByText('Alles ist bei der Behörde').or(page.locator('.empty')).first()).toBeVisible();
    await quitWorkstation(desk);
  });
});

/** Geschaeftszeichen and days of the first two rows. */
async function firstTwo(page: Page): Promise<readonly string[]> {
  const rows = page.getByRole('grid', { name: 'Arbeitsvorrat' }).locator('.grid-row');
  return rows.locator('.grid-cell:nth-child(4), .grid-cell.end:last-child > span').evaluateAll((cells) => {
    return cells.slice(0, 4).map((cell) => cell.textContent ?? '');
  });
}
