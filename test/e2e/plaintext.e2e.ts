import { chownSync, copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { writeWords } from '../fixtures/words-pdf.ts';
import { endLeftWorkstations, quitWorkstation, stage, startWorkstation } from '../workstation/app.ts';
import { editField, expectAllSent, goTo, importPdf, jumpTo, pickNext, setUp } from '../workstation/person.ts';
import { demoPassword } from '../workstation/seeded-folder.ts';
import { stageFolder, startStageServer } from '../workstation/stage-server.ts';
import type { ServerProcess } from '../workstation/start-server.ts';
import { buildUnsealedApp } from '../workstation/unsealed-app.ts';
import { drawCanaries } from './canaries.ts';
import { makeCacheEntry, makeTable } from './packed-files.ts';
import { huntPlaintext } from './plaintext-hunt.ts';

const zeichen = '63.04.900/2026-1';
const root = path.join(import.meta.dirname, '../..');

/** Names that the person leaves in the app: nothing on disk may show them. */
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
  filter: 'Merkliste Dompfaff und Söhne',
  schluessel: 'Signaturkarte Wolkenstein.p12',
};
/** Chosen anew by `AKTENTASCHE_SEED`. With the eleven above and the secrets they are 250. */
const seed = process.env.AKTENTASCHE_SEED ?? '1';
const drawn = {
  /** Words of the PDF that is taken in, line by line. */
  text: drawCanaries(seed, 'text', 100),
  vermerk: drawCanaries(seed, 'vermerk', 60),
  bemerkung: drawCanaries(seed, 'bemerkung', 40),
  entwurf: drawCanaries(seed, 'entwurf', 19),
};
const kept = [...Object.values(planted), ...Object.values(drawn).flat()];
/** What is typed and must never be kept, not even sealed. */
const sought = ['Suchwort Pfefferminzprinz', ...drawCanaries(seed, 'sought', 16)];
/** Planted by hand where only unpacking shows it. */
const packed = 'Haselmausakte Quittengelee 7392';
const passphrase = 'sieben Nebelkrähen überm Moor';
const secrets = [passphrase, demoPassword, ...sought];

test.describe('@plaintext', () => {
  let server: ServerProcess | undefined;

  test.afterEach(async () => {
    endLeftWorkstations();
    await server?.end('SIGTERM');
  });

  test('none of 250 names lies readable in profile, home or temp; with sealing off the same hunt finds all that are kept', async () => {
    test.setTimeout(420_000);
    console.log(`seed ${seed}, ${kept.length + secrets.length + 1} names with the recovery code`);
    expect(new Set([...kept, ...secrets]).size).toBeGreaterThanOrEqual(249);
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
    const control = await workThenHunt(server, 'plain-unsealed', appFolder, plantPacked);
    const found = new Set(control.hunt.hits.map((hit) => hit.canary));
    expect(kept.filter((name) => !found.has(name))).toEqual([]);
    for (const packing of ['deflate', 'brotli', 'snappy'])
      expect(control.hunt.hits.some(({ canary, encoding }) => canary === packed && encoding.startsWith(packing))).toBe(
        true,
      );
    expect(secrets.filter((secret) => found.has(secret))).toEqual([]);
    console.log(
      `hunt: ${sealed.hunt.files} files, ${sealed.hunt.bytes} bytes, 0 hits; control: ${control.hunt.hits.length} hits`,
    );
  });
});

/** A piece of work that leaves every planted name in the app, the end of the app, and the hunt. */
async function workThenHunt(
  server: ServerProcess,
  name: string,
  appFolder?: string,
  plant: (profile: string) => void = () => undefined,
) {
  const temp = ownedFolder(stageFolder(`${name}-temp`), 'tmp');
  const files = prepareFiles(stageFolder(`${name}-files`));
  const workstation = await startWorkstation(name, { env: { TMPDIR: temp }, ...(appFolder && { appFolder }) });
  const { page, app } = workstation;
  const code = await setUp(page, { server: server.url, name: 'brandt', kennwort: demoPassword, passphrase });
  await importPdf(workstation, { file: files.pdf, titel: planted.titel, absender: planted.absender });
  await page.getByRole('row', { name: new RegExp(planted.titel) }).dblclick();
  await pickNext(app, files.key);
  await page.getByRole('button', { name: 'Schlüsseldatei wählen …' }).click();
  await expect(page.getByText(planted.schluessel)).toBeVisible();
  await jumpTo(page, zeichen);
  await editField(page, 'Beteiligte', planted.beteiligter);
  await editField(page, 'Anschrift', planted.anschrift);
  await editField(page, 'Telefon', planted.telefon);
  await editField(page, 'Bemerkung', drawn.bemerkung.join(', '));
  await page.getByLabel('Neuer Vermerk').fill([planted.vermerk, ...drawn.vermerk].join('\n'));
  await page.getByRole('button', { name: 'Vermerk hinzufügen' }).click();
  await expectAllSent(page);
  await goTo(page, 'Akten');
  await page.keyboard.press('f');
  await page.getByLabel('Jetzige Auswahl speichern als').fill(planted.filter);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: new RegExp(`^${planted.filter}`) })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  for (const words of sought) await page.getByRole('combobox', { name: 'Suchen oder Befehl' }).fill(words);
  await page.keyboard.press('Escape');
  await jumpTo(page, zeichen);
  await page.getByLabel('Neuer Vermerk').fill([planted.entwurf, ...drawn.entwurf].join('\n'));
  await page.waitForTimeout(2_000);
  await quitWorkstation(workstation);
  plant(workstation.profile);
  const folders = [workstation.profile, temp, path.join(stage().folder, 'home')];
  return { hunt: await huntPlaintext(folders, [...kept, ...secrets, packed, code]) };
}

/** What Chromium packs lies beside what the app left: the control finds it, or the hunt is blind there. */
function plantPacked(profile: string): void {
  const folder = path.join(profile, 'packed');
  mkdirSync(folder);
  const torn = `${packed.slice(0, 9)}, ${packed.slice(5)}: ${packed}`;
  writeFileSync(path.join(folder, '000042.ldb'), makeTable(torn));
  writeFileSync(path.join(folder, '0123456789abcdef_0'), makeCacheEntry(torn));
  writeFileSync(path.join(folder, 'pieces'), Buffer.concat([Buffer.alloc(5_000, 7), deflateRawSync(torn)]));
}

function prepareFiles(folder: string): { readonly pdf: string; readonly key: string } {
  const pdf = path.join(folder, planted.datei);
  writeFileSync(pdf, writeWords([{ lines: [planted.inhalt, ...drawn.text] }]));
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
