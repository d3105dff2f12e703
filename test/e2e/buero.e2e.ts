import { chmodSync, existsSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { writeWords } from '../fixtures/words-pdf.ts';
import { attachAfterRelaunch, startWorkstation } from '../workstation/app.ts';
import { plugCable, pullCable } from '../workstation/cable.ts';
import { TestDevice } from '../workstation/device.ts';
import { chooseIn, expectAllSent, expectOffline, goTo, jumpTo, setUp, unlock } from '../workstation/person.ts';
import { layPolicy, type PolicyLauncher } from '../workstation/policy-launcher.ts';
import { demoPassword } from '../workstation/seeded-folder.ts';
import { stageAuthority } from '../workstation/stage-authority.ts';
import { stageFolder } from '../workstation/stage-server.ts';
import { layWritingProgram } from '../workstation/writing-program.ts';
import { lookAt, lookAtAll, sizeWindow } from './look-at.ts';

const passphrase = 'acht Federhalter im Zahnputzglas';
const vorgang = 'vorgang-bauamt-900-1';
const titel = 'Bescheid Mühlgraben';
const converter = '/usr/bin/soffice';

const canRun = process.getuid?.() === 0 && existsSync('/usr/bin/python3');
if (!canRun) console.warn('SKIPPED LOUDLY: only root with Python can lay a policy with a word processor.');
const hasConverter = existsSync(converter);
if (!hasConverter) console.warn('SKIPPED LOUDLY: no LibreOffice here, the story makes no Reinschrift.');

test.describe('@casework @buero', () => {
  const authority = stageAuthority();
  let policy: PolicyLauncher | undefined;

  test.afterEach(() => policy?.remove());

  // Only root with Python can lay a policy with a word processor; said loudly beside `canRun`, and .ci/run has both.
  (canRun ? test : test.skip)(
    'a letter is written outside, comes back as Versionen, is wiped at the lock and becomes a Reinschrift',
    async () => {
      test.setTimeout(240_000);
      const server = await authority.start('buero');
      const nowak = await TestDevice.enrol(server.url, 'nowak', demoPassword);
      await nowak.pull();
      const zeichen = String(nowak.records.get(`vorgang/${vorgang}`)?.felder.geschaeftszeichen);
      const writing = layWritingProgram(stageFolder('buero-programm'));
      const { program, folder } = writing;
      const scans = layScans();
      policy = layPolicy(stageFolder('buero-policy'), {
        office: { program, folder, converter },
        scan: { folder: scans },
      });
      const desk = await startWorkstation('buero', { launcher: policy.launcher });
      const { page, app, profile } = desk;
      await sizeWindow(app, page, 1);
      await setUp(page, { server: server.url, name: 'brandt', kennwort: demoPassword, passphrase });
      await expectAllSent(page);

      await goTo(page, 'Posteingang');
      await expect(page.getByText('1 Scan liegt bereit.')).toBeVisible({ timeout: 30_000 });
      await expect(page.getByText('Noch unvollständig: 1.')).toBeVisible();
      await lookAt(page, 'scans-de');
      await page.getByRole('button', { name: 'Scans aufnehmen …' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Eingang bei der Behörde').fill('02.11.2026');
      await dialog.getByLabel('Woher kommt das Datum?').selectOption('stempel');
      await dialog.getByRole('button', { name: 'Aufnehmen' }).click();
      await expect(dialog).toBeHidden({ timeout: 30_000 });
      await expect(page.getByRole('row', { name: 'scan-0001' })).toBeVisible();
      expect(readdirSync(path.join(scans, 'uebernommen'))).toEqual(['scan-0001.pdf']);
      expect(readdirSync(scans).sort()).toEqual(['scan-0002.pdf', 'uebernommen']);

      await jumpTo(page, zeichen);
      await chooseIn(page, 'Neu', 'Textdokument im Office-Programm …');
      await dialog.getByLabel('Bezeichnung').fill(titel);
      await lookAt(page, 'entwurf-neu-de');
      await dialog.getByRole('button', { name: 'Anlegen' }).click();
      await expect(page.getByRole('heading', { level: 1, name: titel })).toBeVisible();
      await page.getByRole('button', { name: 'Im Schreibprogramm bearbeiten' }).click();
      await expect(page.getByText(/Wird im Schreibprogramm bearbeitet/)).toBeVisible({ timeout: 30_000 });
      expect(writing.lies()).toContain(`${titel}.odt`);

      await writing.save('Ihr Antrag vom 2. März ist bewilligt.');
      await expectVersion(page, 2, /Ihr Antrag vom 2. März/);

      // Without a connection just the same.
      await pullCable(app);
      await jumpTo(page, 'Jetzt abgleichen');
      await expectOffline(page);
      await writing.save('Die Gebühr beträgt 40 Euro.');
      await expectVersion(page, 3, /Die Gebühr beträgt 40 Euro/);
      await lookAtAll(desk, 'entwurf', () =>
        page.getByRole('heading', { name: /^(Entwurf|Draft)$/ }).scrollIntoViewIfNeeded(),
      );
      await page.getByRole('button', { name: 'Bearbeiten beenden …' }).click();
      await expect(page.getByRole('dialog', { name: 'Bearbeiten beenden?' })).toBeVisible();
      await lookAt(page, 'bearbeiten-beenden-de');
      await page.keyboard.press('Escape');
      await plugCable(app);
      await jumpTo(page, 'Jetzt abgleichen');
      await expectAllSent(page);
      const mimetypes = async () => {
        await nowak.pull();
        const all = [...nowak.records.values()].filter(
          ({ art, felder }) => art === 'version' && felder.erstelltVon === 'p-brandt',
        );
        return all
          .filter(({ felder }) => String(felder.dateiname).startsWith(titel))
          .sort((a, b) => Number(a.felder.nummer) - Number(b.felder.nummer))
          .map(({ felder }) => `${felder.nummer} ${String(felder.mimetyp).split(/[./]/).at(-1)}`);
      };
      await expect.poll(mimetypes).toEqual(['1 text', '2 text', '3 text']);

      // Saved and locked at once: nothing of the draft is left outside, and nothing is lost.
      const ended = new Promise<void>((resolve) => app.process().once('exit', () => resolve()));
      await writing.save('Rechtsbehelf: Widerspruch binnen eines Monats.');
      await page.keyboard.press('Control+l');
      await ended;
      expect(writing.lies()).toEqual([`.~lock.${titel}.odt#`]);
      const again = await attachAfterRelaunch(profile);
      await unlock(again, passphrase);
      await expectVersion(again, 4, /Widerspruch binnen eines Monats/);
      await writing.close();
      await expect(again.getByText(/Wird im Schreibprogramm bearbeitet/)).toHaveCount(0, { timeout: 30_000 });
      expect(writing.lies()).toEqual([]);
      await expectAllSent(again);
      await expect.poll(mimetypes).toEqual(['1 text', '2 text', '3 text', '4 text']);

      if (hasConverter) {
        await again.getByRole('button', { name: 'Reinschrift erzeugen (PDF/A)' }).click();
        await expectVersion(again, 5, /Widerspruch binnen eines Monats/);
        await expect(again.getByRole('heading', { name: 'Unterschreiben' })).toBeVisible();
        await expectAllSent(again);
        await expect.poll(mimetypes).toEqual(['1 text', '2 text', '3 text', '4 text', '5 pdf']);
        expect(writing.lies()).toEqual([]);
      }
      await again.close();
    },
  );
});

/** A scan folder with one whole scan, and one that the scanner is still writing. */
function layScans(): string {
  const folder = stageFolder('buero-scans');
  const pdf = writeWords([{ lines: ['Antrag vom Scanner'] }]);
  writeFileSync(path.join(folder, 'scan-0001.pdf'), pdf, { mode: 0o666 });
  writeFileSync(path.join(folder, 'scan-0002.pdf'), pdf.subarray(0, 200), { mode: 0o666 });
  chmodSync(folder, 0o777);
  return folder;
}

/** The leading Version, and what the viewer shows of it. */
async function expectVersion(page: Page, nummer: number, words: RegExp): Promise<void> {
  await expect(page.getByText(new RegExp(`Fassung ${nummer}\\b`)).first()).toBeVisible({ timeout: 60_000 });
  await expect(page.frameLocator('iframe').getByText(words).first()).toBeAttached({ timeout: 60_000 });
}
