import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { writeBrandschutzLetter } from '../fixtures/brandschutz-letter.ts';
import { killTree, quitWorkstation, stage, startWorkstation, type Workstation } from '../workstation/app.ts';
import { TestDevice } from '../workstation/device.ts';
import {
  chooseIn,
  editField,
  expectAllSent,
  expectOffline,
  fileTo,
  goTo,
  importPdf,
  jumpTo,
  packAkte,
  placeStamp,
  setUp,
  sign,
  unlock,
} from '../workstation/person.ts';
import { demoPassword } from '../workstation/seeded-folder.ts';
import { endLeftDatabase, type ServerProcess, spawnServer } from '../workstation/start-server.ts';
import { askOpenssl, askPdfsig, askQpdf } from '../workstation/strangers.ts';

const root = path.join(import.meta.dirname, '../..');
const pki = path.join(root, 'test/fixtures/pki');
const passphrase = 'vier blaue Ordner am Montag';
const zeichen = '63.04.900/2026-1';
const titel = 'Brandschutzkonzept Tagespflege';
const absender = 'Ingenieurbüro Wohlgemuth';

test.describe('@main-job', () => {
  let server: ServerProcess | undefined;

  let dataFolder: string;
  const open = new Set<Workstation>();

  test.afterEach(async () => {
    for (const workstation of open) killTree(workstation.app.process().pid);
    await server?.end('SIGTERM');
    endLeftDatabase(dataFolder);
  });

  test('a day in miniature: pack, stamp, sign, work offline, meet again on a second workstation', async () => {
    test.setTimeout(420_000);
    const folder = path.join(stage().folder, 'main-job');
    mkdirSync(folder, { recursive: true });
    const files = prepareFiles(folder);
    dataFolder = path.join(folder, 'server');
    mkdirSync(dataFolder, { mode: 0o711 });
    server = await spawnServer({ dataFolder, seed: 'demo' });
    const port = Number(new URL(server.url).port);

    // Two people, two computers. Brandt (Jugendamt) sees more than Nowak (Bauamt); one Vorgang is common to both.
    let one = await startWorkstation('job-one');
    open.add(one);
    await setUp(one.page, { server: server.url, name: 'brandt', kennwort: demoPassword, passphrase });
    const two = await startWorkstation('job-two');
    open.add(two);
    await setUp(two.page, { server: server.url, name: 'nowak', kennwort: demoPassword, passphrase });
    await expectAllSent(one.page);
    await expectAllSent(two.page);

    await packAkte(one.page, 'Großtagespflege');
    await importPdf(one, { file: files.incoming, titel, absender });
    await one.page.getByRole('row', { name: new RegExp(titel) }).click();
    await one.page.getByRole('button', { name: 'Öffnen und stempeln' }).click();
    await placeStamp(one.page);
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
    open.delete(one);

    // Started again while still offline: everything is there.
    one = await startWorkstation('job-one');
    open.add(one);
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

    // Rights: the Bauamt sees nothing of the Jugendamt, neither on the screen nor on the wire.
    await two.page.keyboard.press('Control+k');
    await two.page.getByRole('combobox', { name: 'Suchen oder Befehl' }).fill('Unterhaltsvorschuss');
    // Only the way to the full text is offered: no title, no Zeichen.
    await expect(two.page.getByRole('option')).toHaveText([/Im Text der Dokumente suchen/]);
    await two.page.keyboard.press('Escape');
    await expectForbiddenIsUnknown(server.url, two);

    // The colleague hands the signed PDF to other people's tools.
    const copy = path.join(files.outgoing, 'Kopie.pdf');
    await openDokument(two);
    await expect(two.page.getByText(/Fassung 4/).first()).toBeVisible();
    await saveCopy(two, copy);
    const received = readFileSync(files.incoming);
    const signed = readFileSync(copy);
    expect(signed.subarray(0, received.length).equals(received), 'the original is an unchanged prefix').toBe(true);
    expect(askPdfsig(copy) ?? { valid: [true, true], wholeFile: true }).toEqual({
      valid: [true, true],
      wholeFile: true,
    });
    expect(askQpdf(copy) ?? true).toBe(true);
    expect(askOpenssl(copy, path.join(pki, 'ca.pem')) ?? [true, true]).toEqual([true, true]);

    // Our own command line: trusted, untrusted, and with one byte flipped.
    expect(validate(copy, path.join(pki, 'ca.pem'))).toBe('valid');
    expect(validate(copy, path.join(pki, 'other-ca.pem'))).toBe('indeterminate');
    signed[200] = (signed[200] ?? 0) ^ 1;
    writeFileSync(path.join(files.outgoing, 'verändert.pdf'), signed);
    expect(validate(path.join(files.outgoing, 'verändert.pdf'), path.join(pki, 'ca.pem'))).toBe('invalid');

    await quitWorkstation(one);
    open.delete(one);
    await quitWorkstation(two);
    open.delete(two);
  });
});

async function openVorgang({ page }: Workstation): Promise<void> {
  await jumpTo(page, zeichen);
}

async function openDokument({ page }: Workstation): Promise<void> {
  await page
    .getByRole('region', { name: 'Dokumente' })
    .getByRole('button', { name: new RegExp(titel) })
    .click();
}

async function saveCopy({ page, app }: Workstation, target: string): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
  }, target);
  await chooseIn(page, 'Weitere', 'Kopie speichern …');
  await expect(page.getByText(/Kopie von Fassung 4 gespeichert/).first()).toBeVisible();
}

/** What one may not see does not exist: no row in the feed, 404 for its bytes. */
async function expectForbiddenIsUnknown(url: string, { page }: Workstation): Promise<void> {
  const insider = await TestDevice.enrol(url, 'brandt', demoPassword);
  await insider.pull();
  const outsider = await TestDevice.enrol(url, 'nowak', demoPassword);
  await outsider.pull();
  const versions = [...insider.records.values()].filter(({ art }) => art === 'version');
  const forbidden = versions.filter(({ akte }) => akte?.startsWith('akte-jugendamt'));
  expect(forbidden.length).toBeGreaterThan(0);
  expect([...outsider.records.values()].filter(({ akte }) => akte?.includes('jugendamt'))).toEqual([]);
  const allowed = versions.find(({ akte }) => akte === 'akte-bauamt-900');
  const statusOf = (sha: unknown) =>
    page.evaluate(async (name) => (await fetch(`app://aktentasche/server/v1/blobs/${name}`)).status, String(sha));
  expect(await statusOf(forbidden[0]?.felder.sha)).toBe(404);
  expect(await statusOf(allowed?.felder.sha)).toBe(200);
}

/** The verdict of the command line. */
function validate(file: string, trust: string): string {
  const words = [path.join(root, 'build/aktentasche.mjs'), 'validate', file, '--trust', trust, '--json'];
  const { stdout } = spawnSync(process.execPath, words, { encoding: 'utf8' });
  return (JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}') as { verdict: string }).verdict;
}

async function crash(server: ServerProcess): Promise<void> {
  await server.end('SIGKILL');
}

/** Files that the unprivileged user of the app may read; a real PDF of strangers where the corpus is present. */
function prepareFiles(folder: string): {
  readonly incoming: string;
  readonly keyFile: string;
  readonly outgoing: string;
} {
  const corpus = path.join(root, '../shared/corpus/pdf-ordinary/doc_1_3_pages.pdf');
  const incoming = path.join(folder, 'Brandschutzkonzept Wohlgemuth.pdf');
  if (!existsSync(corpus)) console.warn(`no corpus at ${corpus}: the story uses a fixture of its own`);
  if (existsSync(corpus)) copyFileSync(corpus, incoming);
  else writeFileSync(incoming, writeBrandschutzLetter());
  const keyFile = path.join(folder, 'Signatur Brandt.p12');
  copyFileSync(path.join(pki, 'rsa.p12'), keyFile);
  const outgoing = path.join(folder, 'Ablage');
  mkdirSync(outgoing);
  chmodSync(outgoing, 0o777);
  return { incoming, keyFile, outgoing };
}
