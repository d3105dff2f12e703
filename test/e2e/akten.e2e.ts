import { expect, type Page, test } from '@playwright/test';
import { endLeftWorkstations, quitWorkstation, startWorkstation } from '../workstation/app.ts';
import { plugCable, pullCable } from '../workstation/cable.ts';
import { expectAllSent, expectOffline, goTo, jumpTo, setUp } from '../workstation/person.ts';
import { demoPassword } from '../workstation/seeded-folder.ts';
import { startStageServer } from '../workstation/stage-server.ts';
import type { ServerProcess } from '../workstation/start-server.ts';

const passphrase = 'drei Hefter unter dem Fenster';

test.describe('@casework', () => {
  let server: ServerProcess | undefined;

  test.afterEach(async () => {
    endLeftWorkstations();
    await server?.end('SIGTERM');
  });

  test('A4, A5, A35-A40, V16: an Akte and its Vorgang are made and closed with final Zeichen, offline and online; the colleague sees the same', async () => {
    test.setTimeout(400_000);
    server = await startStageServer('akten');
    const brandt = await startWorkstation('akten-brandt');
    const yildiz = await startWorkstation('akten-yildiz');
    for (const [desk, name] of [
      [brandt, 'brandt'],
      [yildiz, 'yildiz'],
    ] as const) {
      await setUp(desk.page, { server: server.url, name, kennwort: demoPassword, passphrase });
      await expectAllSent(desk.page);
    }

    for (const isOffline of [true, false]) {
      const name = isOffline ? 'Unterwegs' : 'Im Büro';
      if (isOffline) await pullCable(brandt.app);
      const zeichen = await createAkte(brandt.page, `Akte ${name}`);
      await createVorgang(brandt.page, `Anfrage ${name}`);
      await expect(brandt.page.getByText(`${zeichen}-1`).first()).toBeVisible();
      await closeVorgang(brandt.page);
      if (isOffline) {
        await expectOffline(brandt.page);
        await plugCable(brandt.app);
      }
      await expectAllSent(brandt.page);

      await expectAllSent(yildiz.page);
      await jumpTo(yildiz.page, `Anfrage ${name}`);
      await expect(yildiz.page.getByText(`${zeichen}-1`).first()).toBeVisible();
      const panel = yildiz.page.getByRole('complementary', { name: 'Vorgang' });
      await expect(panel.getByText('Antragsteller hat zurückgenommen')).toBeVisible();
      // The Leitung opens it again, and says why.
      await panel.getByRole('button', { name: 'Wieder öffnen …' }).click();
      const dialog = yildiz.page.getByRole('dialog');
      await dialog.getByLabel('Grund').fill('Der Antrag gilt doch weiter');
      await dialog.getByRole('button', { name: 'Wieder öffnen' }).click();
      await expect(panel.getByRole('button', { name: 'Zu den Akten …' })).toBeVisible();
      await expect(panel.getByText('Der Antrag gilt doch weiter')).toBeVisible();
      // It has no day yet: whoever it is handed to finds it today.
      await panel.getByRole('button', { name: 'Weitergeben …' }).click();
      await expect(dialog.getByText('Dort steht er als Wiedervorlage für heute')).toBeVisible();
      await dialog.getByLabel('Bearbeitung künftig').selectOption('Mehmet Yıldız');
      await dialog.getByRole('button', { name: 'Weitergeben', exact: true }).click();
      await expect(yildiz.page.getByText('1 Vorgang an Mehmet Yıldız weitergegeben', { exact: false })).toBeVisible();
      await yildiz.page.keyboard.press('Alt+0');
      const handedOn = yildiz.page.getByRole('row').filter({ hasText: `Anfrage ${name}` });
      await expect(handedOn.getByText('Wiedervorlage')).toBeVisible();
      await expectAllSent(yildiz.page);
    }
    await quitWorkstation(brandt);
    await quitWorkstation(yildiz);
  });
});

/** Makes an Akte from the list; answers its Aktenzeichen, which is final. */
async function createAkte(page: Page, titel: string): Promise<string> {
  await goTo(page, 'Akten');
  await page.getByRole('button', { name: 'Neue Akte …' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Betreff').fill(titel);
  await dialog.getByLabel('Stelle im Aktenplan').selectOption({ label: '51.20 Unterhaltsvorschuss' });
  await dialog.getByRole('button', { name: 'Anlegen' }).click();
  await expect(dialog).toBeHidden();
  await page.getByRole('button', { name: 'Angaben …' }).click();
  const heading = await page.getByRole('dialog').getByRole('heading', { level: 2 }).innerText();
  await page.getByRole('dialog').getByRole('button', { name: 'Schließen', exact: true }).click();
  const zeichen = /51\.20\.\d{3}\/\d{4}$/.exec(heading)?.[0];
  expect(zeichen, heading).toBeDefined();
  return zeichen ?? '';
}

/** A Vorgang of a Vorgangstyp with documents that must be there, in the Akte that is open. */
async function createVorgang(page: Page, titel: string): Promise<void> {
  await page.getByRole('button', { name: 'Neuer Vorgang …' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Betreff').fill(titel);
  await dialog.getByLabel('Vorgangstyp').selectOption({ label: 'IFG-Antrag' });
  await dialog.getByRole('button', { name: 'Anlegen' }).click();
  await expect(dialog).toBeHidden();
  await page.getByLabel('Zuständigkeit prüfen').click();
  await expect(page.getByLabel('Zuständigkeit prüfen')).toBeChecked();
}

/** Closing is held up by what is missing until somebody says why, and shows how long it is kept. */
async function closeVorgang(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Zu den Akten …' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('Unterlage fehlt: Antrag auf Zugang')).toBeVisible();
  await expect(dialog.getByText('Schritt nicht erledigt: Ausnahmen prüfen (§§ 3 bis 6 IFG)')).toBeVisible();
  await expect(dialog.getByText('Schritt nicht erledigt: Zuständigkeit prüfen')).toBeHidden();
  const begin = new Date().getFullYear() + 1;
  await expect(dialog.getByText(`01.01.${begin}`)).toBeVisible();
  await expect(dialog.getByText(`01.01.${begin + 6}`)).toBeVisible();
  const go = dialog.getByRole('button', { name: 'Zu den Akten', exact: true });
  await expect(go).toBeDisabled();
  await dialog.getByLabel('Grund, trotzdem abzuschließen').fill('Antragsteller hat zurückgenommen');
  await go.click();
  await expect(dialog).toBeHidden();
}
