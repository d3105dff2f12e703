import { copyFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { makeMail } from '../fixtures/mail/make-mail.ts';
import { writeWords } from '../fixtures/words-pdf.ts';
import { endLeftWorkstations, quitWorkstation, startWorkstation, type Workstation } from '../workstation/app.ts';
import { pullCable } from '../workstation/cable.ts';
import { expectAllSent, expectOffline, fileTo, goTo, jumpTo, pickNext, setUp } from '../workstation/person.ts';
import { demoPassword } from '../workstation/seeded-folder.ts';
import { stageFolder, startStageServer } from '../workstation/stage-server.ts';
import type { ServerProcess } from '../workstation/start-server.ts';
import { lookAt, lookAtAll, sizeWindow } from './look-at.ts';

const passphrase = 'drei Ordner unter dem Fensterbrett';
const zeichen = '63.04.900/2026-1';
const subject = 'Lärm am Mühlgraben';
const html =
  '<p>Sehr geehrte Frau Brandt,</p><p>seit drei Wochen läuft die Pumpe auch <b>nachts</b>. Den Lageplan lege ich bei.</p>' +
  '<img src="http://zaehler.example/pixel.png"><script>document.title="lief"</script><p>Mit freundlichen Grüßen<br>Jörg Müller</p>';

test.describe('@mail @casework', () => {
  let server: ServerProcess | undefined;

  test.afterEach(async () => {
    endLeftWorkstations();
    await server?.end('SIGTERM');
  });

  test('an e-mail is taken in with its Anlagen, read without a connection, and filed as one', async () => {
    test.setTimeout(300_000);
    server = await startStageServer('mail');
    const desk = await startWorkstation('mail');
    const { page, app } = desk;
    await sizeWindow(app, page, 1);
    await setUp(page, { server: server.url, name: 'brandt', kennwort: demoPassword, passphrase });
    await expectAllSent(page);
    await pullCable(app);
    await jumpTo(page, 'Jetzt abgleichen');
    await expectOffline(page);

    await goTo(page, 'Posteingang');
    await pickNext(app, writeMail());
    await page.getByRole('button', { name: 'Dokument aufnehmen …' }).first().click();
    const dialog = page.getByRole('dialog');
    // What the e-mail says of itself is offered; when it arrived a person says.
    await expect(dialog.getByLabel('Absender')).toHaveValue('Jörg Müller <j.mueller@example.org>');
    await expect(dialog.getByLabel(/Bezeichnung von/)).toHaveValue(subject);
    await expect(dialog.getByLabel('Eingangskanal')).toHaveValue('email');
    await expect(dialog.getByText('mit 1 Anlage als eigenem Dokument: Lageplan.pdf')).toBeVisible();
    await dialog.getByLabel('Eingang bei der Behörde').fill('02.11.2026');
    await dialog.getByLabel('Uhrzeit, falls bekannt').fill('10:11');
    await dialog.getByLabel('Woher kommt das Datum?').selectOption('email');
    await lookAt(page, 'mail-aufnehmen-de');
    await dialog.getByRole('button', { name: 'Aufnehmen' }).click();
    await expect(dialog).toBeHidden({ timeout: 30_000 });
    await expect(page.getByRole('row', { name: 'Lageplan' })).toBeVisible();

    await page.getByRole('row', { name: subject }).dblclick();
    await expect(page.getByRole('heading', { level: 1, name: subject })).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Inhalt der E-Mail' })).toBeVisible({ timeout: 30_000 });
    await expect(page.getByText('Nachricht.pdf', { exact: true })).toBeVisible();
    await expect(page.getByText('Kontakte.vcf', { exact: true })).toBeVisible();
    const paper = page.frameLocator('iframe');
    await expect(paper.getByText(/läuft die Pumpe auch nachts/).first()).toBeAttached({ timeout: 30_000 });
    await expect(page.getByRole('heading', { name: 'Unterschreiben' })).toHaveCount(0);
    await lookAtAll(desk, 'mail', () =>
      page.getByRole('heading', { name: /^(Inhalt der E-Mail|Contents of the e-mail)$/ }).scrollIntoViewIfNeeded(),
    );
    await page.getByRole('button', { name: 'Lageplan', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Lageplan' })).toBeVisible();
    await expect(page.getByRole('button', { name: subject, exact: true })).toBeVisible();

    await goTo(page, 'Posteingang');
    await fileTo(page, subject, zeichen);
    await expect(page.getByRole('row', { name: 'Lageplan' })).toHaveCount(0);
    await jumpTo(page, zeichen);
    await expect(page.locator('.doc-row').filter({ hasText: 'Lageplan' })).toContainText('Anlage');
    await takeInOutlook(desk);
    await quitWorkstation(desk);
  });
});

/** The same as a program by Microsoft saves it: sender, subject and Anlagen come out of it, and its words are read. */
async function takeInOutlook({ page, app }: Workstation): Promise<void> {
  await goTo(page, 'Posteingang');
  await pickNext(app, outlookMail());
  await page.getByRole('button', { name: 'Dokument aufnehmen …' }).first().click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('Absender')).toHaveValue('Jörg Müller <j.mueller@example.org>');
  await expect(dialog.getByLabel(/Bezeichnung von/)).toHaveValue(subject);
  await expect(dialog.getByLabel('Eingangskanal')).toHaveValue('email');
  await dialog.getByLabel('Eingang bei der Behörde').fill('02.11.2026');
  await dialog.getByLabel('Woher kommt das Datum?').selectOption('email');
  await dialog.getByRole('button', { name: 'Aufnehmen' }).click();
  await expect(dialog).toBeHidden({ timeout: 30_000 });
  await page.getByRole('row', { name: subject }).dblclick();
  await expect(page.getByRole('heading', { level: 1, name: subject })).toBeVisible();
  const paper = page.frameLocator('iframe');
  await expect(paper.getByText(/die Wand ist zu laut/).first()).toBeAttached({ timeout: 30_000 });
  await expect(page.getByText('Kontakte.vcf', { exact: true })).toBeVisible();
  expect(await page.title()).not.toContain('lief');
}

function outlookMail(): string {
  const file = path.join(stageFolder('mail-files'), 'nachricht.msg');
  copyFileSync(path.join(import.meta.dirname, '../fixtures/mail/outlook/mit-anlagen.msg'), file);
  return file;
}

function writeMail(): string {
  const file = path.join(stageFolder('mail-files'), 'nachricht.eml');
  const parts = [
    { type: 'text/html; charset=utf-8', body: html },
    { type: 'application/pdf', body: writeWords([{ lines: ['Lageplan Mühlgraben 128'] }]), name: 'Lageplan.pdf' },
    { type: 'text/vcard', body: 'BEGIN:VCARD\nEND:VCARD', name: 'Kontakte.vcf' },
  ];
  writeFileSync(file, makeMail(parts, { subject }));
  return file;
}
