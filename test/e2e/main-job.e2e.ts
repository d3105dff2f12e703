import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { writeBrandschutzLetter } from '../fixtures/brandschutz-letter.ts';
import { quitWorkstation, stage, startWorkstation, type Workstation } from '../workstation/app.ts';
import {
  editField,
  expectAllSent,
  expectOffline,
  fileTo,
  goTo,
  importPdf,
  jumpTo,
  setUp,
  sign,
  stampEingang,
  unlock,
} from '../workstation/person.ts';
import { demoPassword, type ServerProcess, spawnServer } from '../workstation/start-server.ts';

const root = path.join(import.meta.dirname, '../..');
const passphrase = 'vier blaue Ordner am Montag';
const zeichen = '63.04.900/2026-1';
const titel = 'Brandschutzkonzept Tagespflege';
const absender = 'Ingenieurbüro Wohlgemuth';

test.describe('@main-job', () => {
  let server: ServerProcess | undefined;

  test.afterEach(async () => {
    await server?.end('SIGTERM');
  });

  test('a day in miniature: pack, stamp, sign, work offline, meet again on a second workstation', async () => {
    test.setTimeout(420_000);
    const folder = path.join(stage().folder, 'main-job');
    mkdirSync(folder, { recursive: true });
    const files = prepareFiles(folder);
    const dataFolder = path.join(folder, 'server');
    mkdirSync(dataFolder, { mode: 0o711 });
    server = await spawnServer({ dataFolder, seed: 'demo' });
    const port = Number(new URL(server.url).port);

    // Two people, two computers. Brandt (Jugendamt) sees more than Nowak (Bauamt); one Vorgang is common to both.
    let one = await startWorkstation('job-one');
    await setUp(one.page, { server: server.url, name: 'brandt', kennwort: demoPassword, passphrase });
    const two = await startWorkstation('job-two');
    await setUp(two.page, { server: server.url, name: 'nowak', kennwort: demoPassword, passphrase });
    await expectAllSent(one.page);
    await expectAllSent(two.page);

    await packAkte(one, 'Großtagespflege');
    await importPdf(one, { file: files.incoming, titel, absender });
    await one.page.getByRole('row', { name: new RegExp(titel) }).click();
    await one.page.getByRole('button', { name: 'Öffnen und stempeln' }).click();
    await stampEingang(one.page);
    await sign(one, { keyFile: files.keyFile, password: 'test', visible: true });
    await goTo(one.page, 'Posteingang');
    await fileTo(one.page, titel, zeichen);
    await expectAllSent(one.page);

    // The plug is pulled, the hard way.
    await crash(server);
    await expectOffline(one.page);
    await expectOffline(two.page);
    await openVorgang(one);
    await editField(one.page, 'Telefon', '0341 555 0142');
    await openDokument(one);
    await sign(one, { keyFile: files.keyFile, password: 'test', visible: false });
    await quitWorkstation(one);

    // Started again while still offline: everything is there.
    one = await startWorkstation('job-one');
    await unlock(one.page, passphrase);
    await expectOffline(one.page);
    await openVorgang(one);
    await expect(one.page.getByLabel('Telefon', { exact: true })).toHaveValue('0341 555 0142');
    await openDokument(one);
    await expect(one.page.getByText(/Fassung 4/).first()).toBeVisible();

    // Meanwhile the colleague changes the same field.
    await openVorgang(two);
    await editField(two.page, 'Telefon', '0341 555 0199');

    // The server is back; the colleague is first, then both converge.
    server = await spawnServer({ dataFolder, port });
    await expectAllSent(two.page);
    await goTo(one.page, 'Konflikte');
    await expect(one.page.getByText('Konflikt 1 von 1')).toBeVisible({ timeout: 60_000 });
    await goTo(two.page, 'Konflikte');
    await expect(two.page.getByText('Konflikt 1 von 1')).toBeVisible({ timeout: 60_000 });
    for (const { page } of [one, two]) {
      await expect(page.getByText('0341 555 0142').first()).toBeVisible();
      await expect(page.getByText('0341 555 0199').first()).toBeVisible();
    }
    await two.page
      .getByRole('button', { name: /Ersten Wert nehmen|Diesen Wert nehmen/ })
      .first()
      .click();
    await expect(two.page.getByText('Kein Konflikt')).toBeVisible({ timeout: 30_000 });
    await expect(one.page.getByText('Kein Konflikt')).toBeVisible({ timeout: 60_000 });
    await expectAllSent(one.page);
    await expectAllSent(two.page);
    await openVorgang(one);
    await openVorgang(two);
    const decided = await one.page.getByLabel('Telefon', { exact: true }).inputValue();
    expect(['0341 555 0142', '0341 555 0199']).toContain(decided);
    await expect(two.page.getByLabel('Telefon', { exact: true })).toHaveValue(decided);

    // Rights: the Bauamt sees nothing of the Jugendamt.
    await two.page.keyboard.press('Control+k');
    await two.page.getByRole('combobox', { name: 'Suchen oder Befehl' }).fill('Unterhaltsvorschuss');
    await expect(two.page.getByText(/Nichts gefunden/)).toBeVisible();
    await two.page.keyboard.press('Escape');

    await quitWorkstation(one);
    await quitWorkstation(two);
  });
});

async function packAkte({ page }: Workstation, akte: string): Promise<void> {
  await goTo(page, 'Akten');
  await page.getByLabel('Akten filtern').fill(akte);
  await page.getByRole('row', { name: new RegExp(akte) }).click();
  await page.getByRole('button', { name: 'Packen …' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Akte packen/ })
    .click();
  await expect(page.getByText(/Akte wird gepackt/).first()).toBeVisible();
}

async function openVorgang({ page }: Workstation): Promise<void> {
  await jumpTo(page, zeichen);
}

async function openDokument({ page }: Workstation): Promise<void> {
  await page.getByRole('row', { name: new RegExp(titel) }).dblclick();
}

async function crash(server: ServerProcess): Promise<void> {
  await server.end('SIGKILL');
}

/** Files that the unprivileged user of the app may read; a real PDF of strangers where the corpus is present. */
function prepareFiles(folder: string): { readonly incoming: string; readonly keyFile: string } {
  const corpus = path.join(root, '../shared/corpus/pdf-ordinary/doc_1_3_pages.pdf');
  const incoming = path.join(folder, 'Brandschutzkonzept Wohlgemuth.pdf');
  if (!existsSync(corpus)) console.warn(`no corpus at ${corpus}: the story uses a fixture of its own`);
  if (existsSync(corpus)) copyFileSync(corpus, incoming);
  else writeFileSync(incoming, writeBrandschutzLetter());
  const keyFile = path.join(folder, 'Signatur Brandt.p12');
  copyFileSync(path.join(root, 'test/fixtures/pki/rsa.p12'), keyFile);
  return { incoming, keyFile };
}
