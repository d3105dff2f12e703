import { chownSync, copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { makePdf, plainBodies } from '../fixtures/pdf/make-pdf.ts';
import { endLeftWorkstations, quitWorkstation, stage, startWorkstation } from '../workstation/app.ts';
import { editField, expectAllSent, goTo, importPdf, jumpTo, pickNext, setUp } from '../workstation/person.ts';
import { demoPassword } from '../workstation/seeded-folder.ts';
import { stageFolder, startStageServer } from '../workstation/stage-server.ts';
import type { ServerProcess } from '../workstation/start-server.ts';
import { buildUnsealedApp } from '../workstation/unsealed-app.ts';
import { huntPlaintext } from './plaintext-hunt.ts';

const zeichen = '63.04.900/2026-1';
const root = path.join(import.meta.dirname, '../..');

/** Ten names that the person leaves in the app: nothing on disk may show them. */
const planted = {
  absender: 'Zwetschgenröster GmbH Quakenbrück',
  titel: 'Wiesengrundgutachten Xylander',
  datei: 'Mahnbescheid Ypsilanti 4711.pdf',
  inhalt: 'Kontoauszug Querfeldein Saldo 8815',
  beteiligter: 'Thusnelda Zackenbarsch',
  anschrift: 'Kuckucksnelkenstieg 271b',
  telefon: '0341 99 88 77 66 55',
  vermerk: 'Frau Oberquell bat um Stillschweigen',
  entwurf: 'Noch ungespeichert wegen Herrn Jagsthausen',
  schluessel: 'Signaturkarte Wolkenstein.p12',
};
/** What is typed and must never be kept, not even sealed. */
const secrets = ['sieben Nebelkrähen überm Moor', demoPassword, 'Suchwort Pfefferminzprinz'];

test.describe('@plaintext', () => {
  let server: ServerProcess | undefined;

  test.afterEach(async () => {
    endLeftWorkstations();
    await server?.end('SIGTERM');
  });

  test('no planted name lies readable in profile, home or temp; with sealing off the same hunt finds all ten', async () => {
    server = await startStageServer('plain-sealed');
    const sealed = await workThenHunt(server, 'plain-sealed');
    const byFile = sealed.hunt.hits.map((hit) => `${hit.canary} (${hit.encoding}) in ${hit.file} at ${hit.offset}`);
    expect(byFile).toEqual([]);
    // The hunt read the places where the replica, the journal and the browser keep their files.
    expect(sealed.hunt.files).toBeGreaterThan(20);
    expect(sealed.hunt.bytes).toBeGreaterThan(500_000);

    const appFolder = buildUnsealedApp(stageFolder('unsealed'));
    await server.end('SIGTERM');
    server = await startStageServer('plain-unsealed');
    const control = await workThenHunt(server, 'plain-unsealed', appFolder);
    const found = new Set(control.hunt.hits.map((hit) => hit.canary));
    expect(Object.values(planted).filter((name) => !found.has(name))).toEqual([]);
    expect(secrets.filter((secret) => found.has(secret))).toEqual([]);
    console.log(
      `hunt: ${sealed.hunt.files} files, ${sealed.hunt.bytes} bytes, 0 hits; control: ${control.hunt.hits.length} hits`,
    );
  });
});

/** A piece of work that leaves every planted name in the app, the end of the app, and the hunt. */
async function workThenHunt(server: ServerProcess, name: string, appFolder?: string) {
  const temp = ownedFolder(stageFolder(`${name}-temp`), 'tmp');
  const files = prepareFiles(stageFolder(`${name}-files`));
  const workstation = await startWorkstation(name, { env: { TMPDIR: temp }, ...(appFolder && { appFolder }) });
  const { page, app } = workstation;
  const [passphrase = '', kennwort = '', sought = ''] = secrets;
  const code = await setUp(page, { server: server.url, name: 'brandt', kennwort, passphrase });
  await importPdf(workstation, { file: files.pdf, titel: planted.titel, absender: planted.absender });
  await page.getByRole('row', { name: new RegExp(planted.titel) }).dblclick();
  await pickNext(app, files.key);
  await page.getByRole('button', { name: 'Schlüsseldatei wählen …' }).click();
  await expect(page.getByText(planted.schluessel)).toBeVisible();
  await jumpTo(page, zeichen);
  await editField(page, 'Beteiligte', planted.beteiligter);
  await editField(page, 'Anschrift', planted.anschrift);
  await editField(page, 'Telefon', planted.telefon);
  await page.getByLabel('Neuer Vermerk').fill(planted.vermerk);
  await page.getByRole('button', { name: 'Vermerk hinzufügen' }).click();
  await expectAllSent(page);
  await goTo(page, 'Akten');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Suchen oder Befehl' }).fill(sought);
  await page.keyboard.press('Escape');
  await jumpTo(page, zeichen);
  await page.getByLabel('Neuer Vermerk').fill(planted.entwurf);
  await page.waitForTimeout(2_000);
  await quitWorkstation(workstation);
  const folders = [workstation.profile, temp, path.join(stage().folder, 'home')];
  return { hunt: await huntPlaintext(folders, [...Object.values(planted), ...secrets, code]) };
}

function prepareFiles(folder: string): { readonly pdf: string; readonly key: string } {
  const content = `BT /F1 12 Tf 72 700 Td (${planted.inhalt}) Tj ET`;
  const font = '/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>';
  const bodies = { ...plainBodies(1, font), 4: `<</Length ${content.length}>>\nstream\n${content}\nendstream` };
  const pdf = path.join(folder, planted.datei);
  writeFileSync(pdf, makePdf(bodies));
  const key = path.join(folder, planted.schluessel);
  copyFileSync(path.join(root, 'test/fixtures/pki/rsa.p12'), key);
  return { pdf, key };
}

function ownedFolder(parent: string, name: string): string {
  const folder = path.join(parent, name);
  mkdirSync(folder, { recursive: true });
  if (process.getuid?.() === 0) chownSync(folder, 65534, 65534);
  return folder;
}
