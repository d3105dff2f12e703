import { chmodSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { writeBrandschutzLetter } from '../fixtures/brandschutz-letter.ts';
import { mutoolText, qpdfComplaints } from '../fixtures/pdf/ask-mutool.ts';
import { quitWorkstation, startWorkstation, type Workstation } from '../workstation/app.ts';
import { plugCable, pullCable } from '../workstation/cable.ts';
import { TestDevice } from '../workstation/device.ts';
import { expectAllSent, expectOffline, jumpTo, setUp, stampEingang, unlock } from '../workstation/person.ts';
import { demoPassword } from '../workstation/seeded-folder.ts';
import { stageAuthority } from '../workstation/stage-authority.ts';
import { stageFolder } from '../workstation/stage-server.ts';
import { lookAtAll, speak } from './look-at.ts';
import { bescheid, laid, layOutDisputes } from './three-days.ts';

const passphrase = 'vier blaue Ordner am Montag';

test.describe('@casework', () => {
  const authority = stageAuthority();

  test('G40, G41: a draft is co-signed, changed, classed and finally signed at two workstations, with and without a connection', async () => {
    test.setTimeout(600_000);
    const server = await authority.start('casework');
    const office = await TestDevice.enrol(server.url, 'brandt', demoPassword);
    await office.pull();
    await layOutDisputes(office, writeBrandschutzLetter());
    const brandt = await startWorkstation('casework-brandt');
    let yildiz = await startWorkstation('casework-yildiz');
    for (const [desk, name] of [
      [brandt, 'brandt'],
      [yildiz, 'yildiz'],
    ] as const) {
      await setUp(desk.page, { server: server.url, name, kennwort: demoPassword, passphrase });
      await expectAllSent(desk.page);
      await openDraft(desk.page);
    }

    // Connected: who signs is decided, and the first one signs.
    await begin(brandt);
    await lookAtDelegating(yildiz);
    await signStep(yildiz, 'Mitzeichnen …', 'Jetzt mitzeichnen');
    const first = brandt.page.getByRole('listitem').filter({ hasText: '1. Mehmet Yıldız' });
    await expect(first.getByText('erledigt')).toBeVisible({ timeout: 60_000 });
    await expect(brandt.page.getByText('Kette geprüft: 1 Zeichnung ist unverändert.')).toBeVisible();

    // The draft is changed; before anybody goes on, the Federfuehrung looks at the difference and classes it.
    await stampEingang(brandt.page);
    await brandt.page.getByRole('button', { name: 'Änderung einordnen …' }).click();
    await brandt.page.getByRole('button', { name: 'Unterschied ansehen' }).click();
    await expect(brandt.page.getByText('Fassung 1 und Fassung 2 von', { exact: false })).toBeVisible();
    await expect(brandt.page.getByText(/^Unterschied \d+ von \d+$|^[1-9]\d* Unterschiede?$/)).toBeVisible({
      timeout: 60_000,
    });
    await lookAtAll(brandt, 'geschaeftsgang-vergleich');
    await brandt.page.getByRole('button', { name: 'Zum Dokument' }).click();
    await classify(brandt);
    await expect(brandt.page.getByText(/Änderung von Fassung 1 zu 2: als redaktionell eingeordnet/)).toBeVisible();
    await expectAllSent(brandt.page);

    // Without a connection: the final signature waits on her device, outlives the night, and closes the document afterwards.
    await expect(yildiz.page.getByRole('button', { name: 'Schlusszeichnen …' })).toBeVisible({ timeout: 60_000 });
    await expect(yildiz.page.getByText(/Änderung von Fassung 1 zu 2: als redaktionell/)).toBeVisible({
      timeout: 60_000,
    });
    await pullCable(yildiz.app);
    await signStep(yildiz, 'Schlusszeichnen …', 'Jetzt schlusszeichnen');
    await expect(yildiz.page.getByText(/Schlussgezeichnet von Mehmet Yıldız/)).toBeVisible();
    await quitWorkstation(yildiz);
    yildiz = await startWorkstation('casework-yildiz');
    await pullCable(yildiz.app);
    await unlock(yildiz.page, passphrase);
    await expectOffline(yildiz.page);
    await expect(brandt.page.getByText(/Schlussgezeichnet von Mehmet Yıldız/)).toBeHidden();
    await plugCable(yildiz.app);
    await expectAllSent(yildiz.page, 120_000);
    await expect(brandt.page.getByText(/Schlussgezeichnet von Mehmet Yıldız/)).toBeVisible({ timeout: 60_000 });
    await expect(brandt.page.getByText('Kette geprüft: 3 Zeichnungen sind unverändert.')).toBeVisible();
    await lookAtAll(brandt, 'geschaeftsgang-fertig', () =>
      brandt.page.getByRole('list', { name: /Schritte|Steps/ }).scrollIntoViewIfNeeded(),
    );
    await expectToldOfEnd(brandt);
    await expectSheet(brandt);
    await closeWithSheet(brandt.page);
    for (const desk of [brandt, yildiz]) await quitWorkstation(desk);
  });
});

/** V17: whoever began it finds in the Arbeitsvorrat how it ended and what to do next, and is at the Dokument with one key. */
async function expectToldOfEnd(desk: Workstation): Promise<void> {
  const { page } = desk;
  const document = page.getByRole('heading', { level: 1 });
  const title = await document.innerText();
  await page.keyboard.press('Alt+0');
  await page.getByRole('row', { name: new RegExp(`Geschäftsgang.*${bescheid}`) }).click();
  await expect(
    page.getByText(/Der Geschäftsgang ist abgeschlossen, Mehmet Yıldız hat schlussgezeichnet/),
  ).toBeVisible();
  await expect(page.getByRole('button', { name: 'Zur Kenntnis nehmen' })).toBeVisible();
  await lookAtAll(desk, 'arbeitsvorrat-geschaeftsgang');
  await page.getByRole('row', { name: new RegExp(`Geschäftsgang.*${bescheid}`) }).press('Enter');
  await expect(document).toHaveText(title);
}

/** D10, D12: what was signed leaves as a sheet that other readers can read, and another one is filed beside the draft. */
async function expectSheet({ app, page }: Workstation): Promise<void> {
  const folder = stageFolder('casework-sheet');
  chmodSync(folder, 0o777);
  const file = path.join(folder, 'blatt.pdf');
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
  }, file);
  await page.getByRole('button', { name: 'Verfügungsblatt speichern …' }).click();
  await expect(page.getByText('Verfügungsblatt gespeichert').first()).toBeVisible();
  const bytes = readFileSync(file);
  expect(qpdfComplaints(bytes)).toBe('');
  const text = mutoolText(bytes).replace(/\s+/g, ' ');
  for (const words of [
    '1. Mehmet Yıldız: zur Mitzeichnung – erledigt',
    'schlussgezeichnet',
    'Eingangsstempel nachgetragen',
  ])
    expect(text).toContain(words);
  expect(text).toContain('Kette geprüft: 3 Zeichnungen sind unverändert.');
  // A69: what goes into the record is German, also on an English screen.
  await speak(page, 'en');
  await page.getByRole('button', { name: 'File circulation sheet' }).click();
  await expect(page.getByText(`Circulation sheet filed: “Verfügungsblatt zu ${bescheid}”`).first()).toBeVisible();
  await speak(page, 'de');
}

/** D12: whoever closes a Vorgang is offered to file how its Geschaeftsgang stands. */
async function closeWithSheet(page: Page): Promise<void> {
  await expectAllSent(page);
  await jumpTo(page, laid.strittig.titel);
  await page.getByRole('button', { name: 'Zu den Akten …' }).click();
  const dialog = page.getByRole('dialog');
  await expect(
    dialog.getByRole('checkbox', { name: '1 Verfügungsblatt mit dem Stand des Geschäftsgangs ablegen' }),
  ).toBeChecked();
  await dialog.getByRole('button', { name: 'Zu den Akten', exact: true }).click();
  await expect(dialog).toBeHidden({ timeout: 30_000 });
  const sheets = page.getByRole('region', { name: 'Dokumente' }).getByText(`Verfügungsblatt zu ${bescheid}`);
  // One that was filed at the Dokument, one of the closing.
  await expect(sheets).toHaveCount(2);
  await expectAllSent(page);
}

async function openDraft(page: Page): Promise<void> {
  await jumpTo(page, laid.strittig.titel);
  await page
    .getByRole('region', { name: 'Dokumente' })
    .getByRole('button', { name: new RegExp(bescheid) })
    .click();
}

async function begin(desk: Workstation): Promise<void> {
  const { page } = desk;
  await page.getByRole('button', { name: 'Geschäftsgang beginnen …' }).click();
  const dialog = page.getByRole('dialog');
  const row = (n: number) => dialog.getByRole('group', { name: `${n}. Person` });
  await row(1).getByLabel('Person', { exact: true }).selectOption({ label: 'Mehmet Yıldız (Jugendamt)' });
  await dialog.getByRole('button', { name: 'Weitere Person' }).click();
  await row(2).getByLabel('Person', { exact: true }).selectOption({ label: 'Mehmet Yıldız (Jugendamt)' });
  await row(2).getByLabel('Verfügung', { exact: true }).selectOption({ label: 'zur Schlusszeichnung' });
  await lookAtAll(desk, 'geschaeftsgang-beginnen');
  await dialog.getByRole('button', { name: 'Beginnen' }).click();
  await expect(dialog).toBeHidden();
}

async function lookAtDelegating(desk: Workstation): Promise<void> {
  const { page } = desk;
  await page
    .getByRole('button', { name: /^Weitergeben …/ })
    .first()
    .click({ timeout: 60_000 });
  await lookAtAll(desk, 'geschaeftsgang-delegieren');
  await page.getByRole('dialog').getByRole('button', { name: 'Abbrechen' }).click();
}

/** Nothing is signed before the person says that she looked at the Version. */
async function signStep(desk: Workstation, open: string, go: string): Promise<void> {
  const { page } = desk;
  await page.getByRole('button', { name: open }).click({ timeout: 60_000 });
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: go })).toBeDisabled();
  await expect(dialog.locator('.digest')).toHaveText(/^([0-9a-f]{4}\s?){16}$/);
  await dialog.getByRole('checkbox', { name: /Ich habe Fassung \d angesehen/ }).check();
  if (open === 'Mitzeichnen …') await lookAtAll(desk, 'geschaeftsgang-mitzeichnen');
  await dialog.getByRole('button', { name: go }).click();
  await expect(dialog).toBeHidden();
}

async function classify(desk: Workstation): Promise<void> {
  const { page } = desk;
  await page.getByRole('button', { name: 'Änderung einordnen …' }).click();
  const dialog = page.getByRole('dialog');
  const go = dialog.getByRole('button', { name: 'Einordnen' });
  await dialog.getByLabel('Die Änderung ist').selectOption({ label: 'redaktionell' });
  await expect(go).toBeDisabled();
  await dialog.getByLabel('Was wurde geändert, und warum?').fill('Eingangsstempel nachgetragen');
  await lookAtAll(desk, 'geschaeftsgang-einordnen');
  await go.click();
  await expect(dialog).toBeHidden();
}
