import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { letter } from '../attacks/letter.ts';
import { pkiFile } from '../fixtures/pdf/sign-with.ts';
import { killTree, quitWorkstation, stage, startWorkstation, type Workstation } from '../workstation/app.ts';
import { expectAllSent, importPdf, setUp, sign } from '../workstation/person.ts';
import { demoPassword } from '../workstation/seeded-folder.ts';
import { type ServerProcess, spawnServer } from '../workstation/start-server.ts';
import { lookAt, lookAtZoomed, sizeWindow } from './look-at.ts';

test.describe('@certify', () => {
  let server: ServerProcess | undefined;
  let desk: Workstation | undefined;

  test.afterEach(async () => {
    if (desk) killTree(desk.app.process().pid);
    await server?.end('SIGTERM');
  });

  test('P124: the first signature says what is allowed afterwards, and only that one is asked', async () => {
    test.setTimeout(300_000);
    const folder = path.join(stage().folder, 'certify');
    mkdirSync(path.join(folder, 'server'), { recursive: true, mode: 0o711 });
    server = await spawnServer({ dataFolder: path.join(folder, 'server'), seed: 'demo' });
    desk = await startWorkstation('certify');
    const { page, app } = desk;
    await sizeWindow(app, page, 1);
    await setUp(page, {
      server: server.url,
      name: 'brandt',
      kennwort: demoPassword,
      passphrase: 'vier blaue Ordner am Montag',
    });
    await expectAllSent(page);
    const [file, keyFile] = [path.join(folder, 'bescheid.pdf'), path.join(folder, 'rsa.p12')];
    writeFileSync(file, letter());
    writeFileSync(keyFile, pkiFile('rsa.p12'));
    await importPdf(desk, { file, titel: 'Formular', absender: 'Ingenieurbüro Wohlgemuth' });
    await page.getByRole('row', { name: /Formular Ingenieur/ }).dblclick();
    const choice = page.getByLabel('Danach erlaubt');
    await expect(choice).toHaveValue('', { timeout: 30_000 });
    await choice.selectOption({ label: 'Formulare, Unterschriften' });
    await choice.scrollIntoViewIfNeeded();
    await lookAt(page, 'unterschrift-danach-de');
    await sizeWindow(app, page, 2);
    await choice.scrollIntoViewIfNeeded();
    await lookAtZoomed(app, page, 'zoom/unterschrift-danach-de');
    await sizeWindow(app, page, 1);

    await sign(desk, { keyFile, password: 'test', visible: false });
    await expect(page.getByText(/Danach sind nur Formulareingaben und Unterschriften erlaubt/)).toBeVisible({
      timeout: 30_000,
    });
    await expect(choice).toBeHidden();
    // A stamp would be a change that is not allowed any more; a second signature is.
    await sign(desk, { keyFile, password: 'test', visible: false });
    await expect(page.getByText(/Danach sind nur Formulareingaben und Unterschriften erlaubt/)).toBeVisible();
    await quitWorkstation(desk);
    desk = undefined;
  });
});
