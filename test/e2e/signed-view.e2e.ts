import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { later } from '../attacks/attack.ts';
import { attackClasses } from '../attacks/corpus.ts';
import { type Bases, makeBases } from '../attacks/craft.ts';
import { at, forgedPage, streamObject } from '../attacks/letter.ts';
import { signBytes, stampBytes, testFont, testKey } from '../fixtures/pdf/sign-with.ts';
import { killTree, quitWorkstation, stage, startWorkstation, type Workstation } from '../workstation/app.ts';
import { expectAllSent, expectOffline, goTo, importPdf, setUp } from '../workstation/person.ts';
import { demoPassword } from '../workstation/seeded-folder.ts';
import { type ServerProcess, spawnServer } from '../workstation/start-server.ts';
import { lookAt, lookAtAll, sizeWindow } from './look-at.ts';

const passphrase = 'vier blaue Ordner am Montag';

/** A file of the attack corpus by the beginning of its name. */
function attack(bases: Bases, name: string): Buffer {
  const found = attackClasses.flatMap(({ attacks }) => attacks).find((one) => one.name.startsWith(name));
  if (!found) throw new Error(`no attack ${name}`);
  return found.make(bases);
}

test.describe('@signed-view', () => {
  let server: ServerProcess | undefined;
  let desk: Workstation | undefined;

  test.afterEach(async () => {
    if (desk) killTree(desk.app.process().pid);
    await server?.end('SIGTERM');
  });

  test('a caseworker sees what was signed beside the file as it is, and in words what came afterwards', async () => {
    test.setTimeout(600_000);
    const folder = path.join(stage().folder, 'signed-view');
    mkdirSync(path.join(folder, 'server'), { recursive: true, mode: 0o711 });
    server = await spawnServer({ dataFolder: path.join(folder, 'server'), seed: 'demo' });
    desk = await startWorkstation('signed-view');
    const { page, app } = desk;
    await sizeWindow(app, page, 1);
    await setUp(page, { server: server.url, name: 'brandt', kennwort: demoPassword, passphrase });
    await expectAllSent(page);
    const bases = await makeBases();
    const visible = { pageIndex: 0, rect: { x: 300, y: 560, width: 180, height: 60 }, font: testFont };
    const signedTwice = await signBytes(stampBytes(bases.signed), testKey('rsa'), { visible });
    const byteFlipped = Buffer.from(bases.signed);
    byteFlipped[byteFlipped.indexOf('Euro') - 2] = 0x39;
    const files: Readonly<Record<string, Buffer>> = {
      'Bescheid mit anderem Betrag': later(bases.signed, { [at.content1]: streamObject('', forgedPage) }),
      'Bescheid mit anderer Frist': attack(bases, 'replace: drawn form redefined'),
      'Bescheid mit Aufkleber': attack(bases, 'free text over the sum'),
      'Bescheid mit neuer Seite': attack(bases, 'page added'),
      'Bescheid zweimal unterschrieben': signedTwice,
      'Bescheid mit gekipptem Byte': byteFlipped,
    };
    for (const [titel, bytes] of Object.entries(files)) {
      const file = path.join(folder, `${titel}.pdf`);
      writeFileSync(file, bytes);
      await importPdf(desk, { file, titel, absender: 'Ingenieurbüro Wohlgemuth' });
    }
    await expectAllSent(page);
    // Everything below needs no connection.
    await server.end('SIGTERM');
    server = undefined;
    await expectOffline(page);

    await openView(page, 'Bescheid mit anderem Betrag');
    const list = page.getByRole('complementary').getByRole('list');
    await expect(list.getByText('Unterschrieben: Die Gebuehr betraegt 100 Euro.')).toBeVisible();
    await expect(list.getByText('Heute: Die Gebuehr betraegt 900 Euro.')).toBeVisible();
    await expect(page.frameLocator('iframe').locator('.mark.forbidden.shown')).toHaveCount(2);
    await lookAtAll(desk, 'view/vergleich');
    await lookAtAll(desk, 'view/unterschiede', () =>
      page.getByText(/^(Heute|Today): Die Gebuehr/).scrollIntoViewIfNeeded(),
    );
    // By keyboard alone: to the next difference from wherever the focus is, back to the Dokument, the report.
    await page.frameLocator('iframe').locator('#pages').focus();
    await page.keyboard.press('F7');
    await expect(page.getByText('Unterschied 1 von 1', { exact: true })).toBeVisible();
    // The frame that has the focus goes with this key, and Chromium may never report that it was let up.
    const report = page.getByRole('button', { name: 'Prüfbericht erstellen' });
    const isUp = page.keyboard.press('Escape').catch(() => undefined);
    await Promise.race([isUp, expect(report).toBeVisible()]);
    await report.press('Enter');
    await expect(page.getByText(/Prüfbericht abgelegt/).first()).toBeVisible({ timeout: 30_000 });
    await page.getByRole('button', { name: /^Prüfbericht zu Bescheid mit anderem Betrag/ }).press('Enter');
    await expect(page.frameLocator('iframe').locator('canvas').first()).toBeVisible({ timeout: 30_000 });
    await lookAt(page, 'view/bericht');
    await openView(page, 'Bescheid mit anderer Frist');
    await lookAt(page, 'view/frist');
    await openView(page, 'Bescheid mit Aufkleber');
    await lookAt(page, 'view/aufkleber');
    await openView(page, 'Bescheid mit neuer Seite');
    await lookAt(page, 'view/seite');
    await openView(page, 'Bescheid zweimal unterschrieben');
    await lookAtAll(desk, 'view/zweimal');
    await openView(page, 'Bescheid mit gekipptem Byte');
    await lookAt(page, 'view/byte');
    await quitWorkstation(desk);
    desk = undefined;
  });
});

/** From the Posteingang into the view of what was signed, and waits until all pages were compared. */
async function openView(page: Page, titel: string): Promise<void> {
  await goTo(page, 'Posteingang');
  await page.getByRole('row', { name: new RegExp(titel) }).dblclick();
  await page.getByRole('button', { name: 'Was wurde unterschrieben?' }).click();
  await expect(page.getByText(/Seiten unverändert/)).toBeVisible({ timeout: 30_000 });
  await expect(page.frameLocator('iframe').locator('canvas').nth(1)).toBeVisible({ timeout: 30_000 });
}
