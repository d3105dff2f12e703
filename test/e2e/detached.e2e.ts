import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { inspectPdf, validatePdf } from '../../shared/pdf/api.ts';
import { bytesSource } from '../../shared/pdf/file/byte-source.ts';
import { letters, mimetype } from '../fixtures/asic/make-container.ts';
import { xadesTemplate } from '../fixtures/asic/xades-template.ts';
import { writeBrandschutzLetter } from '../fixtures/brandschutz-letter.ts';
import { testDigest } from '../fixtures/pdf/sign-with.ts';
import { hasTool } from '../interop/tool.ts';
import { endLeftWorkstations, quitWorkstation, startWorkstation, type Workstation } from '../workstation/app.ts';
import { TestDevice } from '../workstation/device.ts';
import {
  chooseIn,
  confirmKeyFile,
  dropFile,
  expectAllSent,
  goTo,
  jumpTo,
  pickNext,
  setUp,
} from '../workstation/person.ts';
import { demoPassword } from '../workstation/seeded-folder.ts';
import { stageFolder } from '../workstation/stage-server.ts';
import { type ServerProcess, spawnServer } from '../workstation/start-server.ts';
import { lookAt, lookAtZoomed, sizeWindow } from './look-at.ts';

const root = path.join(import.meta.dirname, '../..');
const pki = path.join(root, 'test/fixtures/pki');
const passphrase = 'fünf Siegel im Schreibtisch';
const hasTools = hasTool('openssl', 'version') && hasTool('xmlsec1', '--version') && hasTool('zip', '-v');
// The files are made by strangers; hasTool says loudly which one is absent, and .ci/run installs them all.
const testWithTools = hasTools ? test : test.skip;

test.describe('@detached', () => {
  let server: ServerProcess | undefined;

  test.afterEach(async () => {
    endLeftWorkstations();
    await server?.end('SIGTERM');
  });

  testWithTools(
    'what came signed beside the PDF, around it and in a container is taken in and told in words',
    async () => {
      test.setTimeout(420_000);
      const files = prepareFiles(stageFolder('detached-files'));
      const dataFolder = stageFolder('server-detached');
      server = await spawnServer({ dataFolder, seed: 'demo' });
      const words = [path.join(root, 'dist/server/admin.js'), '--data', dataFolder, 'trust', 'import'];
      const { status, stderr } = spawnSync(process.execPath, [...words, path.join(pki, 'ca.pem')], {
        encoding: 'utf8',
      });
      expect(status, stderr).toBe(0);
      const desk = await startWorkstation('detached');
      const { page, app } = desk;
      await sizeWindow(app, page, 1);
      await setUp(page, { server: server.url, name: 'brandt', kennwort: demoPassword, passphrase });
      await expectAllSent(page);

      // Together with what fits, what does not is refused, and said for each file.
      await goTo(page, 'Posteingang');
      const { letter, signature, changed, changedSignature, lonely, note } = files;
      await pick(desk, letter, signature, changed, changedSignature, note);
      const dialog = page.getByRole('dialog');
      await expect(dialog.getByText('Brandschutz verändert.pdf, Brandschutz verändert.pdf.p7s')).toBeVisible();
      await expect(dialog.getByText('Kennung: signature-not-of-document')).toBeVisible();
      await expect(dialog.getByText('Kennung: file-type-unknown')).toBeVisible();
      await expect(dialog.getByText('mit 1 Signaturdatei: Brandschutz.pdf.p7s')).toBeVisible();
      await lookAt(page, 'signaturen-aufnehmen-de');
      await receive(page, 'Brandschutzkonzept mit Signatur');
      await pick(desk, lonely);
      await expect(dialog.getByText('Kennung: signature-without-document')).toBeVisible();
      await expect(dialog.getByRole('button', { name: 'Aufnehmen' })).toHaveCount(0);
      await dialog.getByRole('button', { name: 'Schließen' }).click();

      await open(page, 'Brandschutzkonzept mit Signatur');
      await expectSignedByErika(page, 'Gilt für Brandschutz.pdf.');
      await expect(page.getByText(/ersetzt die gesetzliche Schriftform nicht/).first()).toBeVisible();
      await page.getByText('Gilt für Brandschutz.pdf.').scrollIntoViewIfNeeded();
      await lookAt(page, 'signatur-daneben-de');
      await page.getByRole('button', { name: 'Prüfbericht erstellen' }).click();
      await expect(page.getByText(/Prüfbericht abgelegt/).first()).toBeVisible({ timeout: 30_000 });

      // A container is dropped onto the list.
      await goTo(page, 'Posteingang');
      await dropFile(page, files.container);
      await receive(page, 'Bauantrag im Container');
      await open(page, 'Bauantrag im Container');
      await expect(page.getByRole('heading', { name: 'Inhalt des Containers' })).toBeVisible({ timeout: 30_000 });
      await expectSignedByErika(page, 'Gilt für Antrag.pdf, Plan.pdf.');
      await expect(page.getByText('nicht unterschrieben', { exact: true })).toBeVisible();
      await expect(page.getByRole('heading', { name: 'Unterschreiben' })).toHaveCount(0);
      await expect(page.getByRole('button', { name: 'Stempel …' })).toBeDisabled();
      await page.getByRole('heading', { name: 'Inhalt des Containers' }).scrollIntoViewIfNeeded();
      await lookAt(page, 'container-de');
      await page.getByRole('button', { name: 'Plan.pdf zeigen' }).press('Enter');
      await expect(page.frameLocator('iframe').locator('canvas').first()).toBeVisible({ timeout: 30_000 });
      await sizeWindow(app, page, 2);
      await page.getByRole('heading', { name: 'Inhalt des Containers' }).scrollIntoViewIfNeeded();
      await lookAtZoomed(app, page, 'zoom/container-de');
      await sizeWindow(app, page, 1);
      await page.getByRole('button', { name: 'Antrag.pdf als Dokument herausnehmen' }).press('Enter');
      await expect(page.getByText('„Antrag“ liegt jetzt als eigenes Dokument daneben').first()).toBeVisible();
      await inEnglish(page);

      // Taken out, it is a Dokument like others; the container itself is kept out of a batch.
      await goTo(page, 'Posteingang');
      await expect(
        page
          .getByRole('row', { name: /^Antrag / })
          .or(page.getByRole('row', { name: 'Antrag' }))
          .first(),
      ).toBeVisible();
      await page.getByRole('checkbox', { name: /Bauantrag im Container/ }).check();
      await page.getByRole('button', { name: '1 Dokument unterschreiben …' }).click();
      await expect(
        page.getByText(/Container mit Unterschriften, E-Mails und Textdateien werden nicht gestempelt/).first(),
      ).toBeVisible();
      await expect(page.getByText('nicht möglich', { exact: true }).first()).toBeVisible();
      await expect(page.getByText('Kennung: container-not-changed')).toBeVisible();

      // The batch shows its signatures where the place is free, and says beforehand where it is not.
      await signTogetherVisibly(desk, files.keyFile);

      // Into a Vorgang: a CMS around its document.
      await jumpTo(page, '63.04.900/2026-1');
      await pickNext(desk.app, files.enclosed);
      await chooseIn(page, 'Neu', 'Dateien hinzufügen …');
      await expect(page.getByRole('dialog')).toBeVisible({ timeout: 30_000 });
      await receive(page, 'Stellungnahme umhüllt');
      await page.getByRole('button', { name: /Stellungnahme umhüllt/ }).click();
      await expectSignedByErika(page, 'Gilt für Stellungnahme.pdf.');
      await expectAllSent(page);
      await expectSeen(server.url);
      await expectKept(server.url, [letter, signature, files.container, files.enclosed]);
      await quitWorkstation(desk);
    },
  );
});

async function pick({ page, app }: Workstation, ...files: readonly string[]): Promise<void> {
  await pickNext(app, ...files);
  await page.getByRole('button', { name: 'Dokument aufnehmen …' }).first().click();
  await expect(page.getByRole('dialog')).toBeVisible({ timeout: 30_000 });
}

/** Fills in the dialog for the one file that is taken in. */
async function receive(page: Page, titel: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Eingang bei der Behörde').fill('19.11.2026');
  await dialog.getByLabel('Woher kommt das Datum?').selectOption({ label: 'Stempel der Poststelle' });
  await dialog.getByLabel('Absender').fill('Ingenieurbüro Wohlgemuth');
  await dialog.getByLabel(/Bezeichnung von/).fill(titel);
  await dialog.getByRole('button', { name: 'Aufnehmen' }).click();
  await expect(dialog).toBeHidden({ timeout: 30_000 });
}

async function open(page: Page, titel: string): Promise<void> {
  await page.getByRole('row', { name: new RegExp(titel) }).dblclick();
  await expect(page.frameLocator('iframe').locator('canvas').first()).toBeVisible({ timeout: 30_000 });
}

async function expectSignedByErika(page: Page, covers: string): Promise<void> {
  const result = page.locator('.signatures li').filter({ hasText: covers });
  await expect(result.getByText('gültig', { exact: true })).toBeVisible({ timeout: 60_000 });
  await expect(result.getByText('fortgeschritten', { exact: true })).toBeVisible();
  await expect(result.getByText('Erika Müller')).toBeVisible();
}

/** Two letters, signed together and seen on their last page. */
async function signTogetherVisibly({ page, app }: Workstation, keyFile: string): Promise<void> {
  await goTo(page, 'Posteingang');
  for (const titel of ['Brandschutzkonzept mit Signatur auswählen', 'Antrag auswählen'])
    await page.getByRole('checkbox', { name: titel, exact: true }).check();
  await page.getByRole('button', { name: '2 Dokumente unterschreiben …' }).click();
  const go = page.getByRole('button', { name: '2 Dokumente unterschreiben …', exact: true });
  await expect(go).toBeEnabled({ timeout: 60_000 });
  const form = page.getByLabel('Form');
  await form.selectOption({ label: 'sichtbar auf der ersten Seite oben links' });
  await expect(page.getByText('2 von 2 ohne sichtbares Feld', { exact: false })).toBeVisible();
  await expect(page.getByText('unsichtbar: Platz nicht frei')).toHaveCount(2);
  await lookAt(page, 'unterschreiben-sichtbar-de');
  await form.selectOption({ label: 'sichtbar auf der letzten Seite unten links' });
  await expect(page.getByText(/^In allen Dokumenten ist der Platz frei/)).toBeVisible();
  await pickNext(app, keyFile);
  await page.getByRole('button', { name: 'Schlüsseldatei wählen …' }).click();
  const opened = app.waitForEvent('window', { timeout: 30_000 });
  await go.click();
  const window = await opened;
  await confirmKeyFile(app, window, 'test', '2 unterschreiben');
  await expect(page.getByText('2 unterschrieben, 0 abgelehnt, 0 nicht begonnen.')).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Fertig' }).click();
}

/** Both have the mark on their page, which covers nothing, and what came signed is still there beside Version 1. */
async function expectSeen(url: string): Promise<void> {
  const device = await TestDevice.enrol(url, 'brandt', demoPassword);
  await device.pull();
  const signed = [...device.records.values()].filter(({ felder }) => felder.entstehung === 'unterschrift');
  expect(signed).toHaveLength(2);
  for (const { felder } of signed) {
    const bytes = new Uint8Array(await (await device.fetch(`/v1/blobs/${felder.sha}`)).arrayBuffer());
    const source = bytesSource(bytes);
    expect(inspectPdf(source).signatureFields).toMatchObject([{ signed: true, isVisible: true, pageIndex: 0 }]);
    expect(validatePdf({ source, makeDigest: testDigest, trust: [], at: new Date() }).warnings).toEqual([]);
  }
}

async function inEnglish(page: Page): Promise<void> {
  await goTo(page, 'Einstellungen');
  await page.getByLabel('Sprache').selectOption('en');
  await page.keyboard.press('Alt+1');
  await open(page, 'Bauantrag im Container');
  await expect(page.getByText('Holds for Antrag.pdf, Plan.pdf.')).toBeVisible({ timeout: 30_000 });
  await page.getByRole('heading', { name: 'Contents of the container' }).scrollIntoViewIfNeeded();
  await lookAt(page, 'container-en');
  await page.keyboard.press('Alt+5');
  await page.getByLabel('Language').selectOption('de');
}

/** The server has every file that came, byte by byte. */
async function expectKept(url: string, files: readonly string[]): Promise<void> {
  const device = await TestDevice.enrol(url, 'brandt', demoPassword);
  await device.pull();
  const known = new Set([...device.records.values()].map(({ felder }) => felder.sha));
  for (const file of files) {
    const bytes = readFileSync(file);
    const sha = createHash('sha256').update(bytes).digest('hex');
    expect(known.has(sha), file).toBe(true);
    const answer = await device.fetch(`/v1/blobs/${sha}`);
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes), file).toBe(true);
  }
}

/** Files as strangers' programs sign them: openssl for CMS, xmlsec1 for XAdES, zip for the container. */
function prepareFiles(folder: string) {
  const file = (name: string) => path.join(folder, name);
  const run = (tool: string, words: readonly string[], cwd = folder) =>
    execFileSync(tool, [...words], { cwd, stdio: 'pipe' });
  const p12 = ['pkcs12', '-in', path.join(pki, 'rsa.p12'), '-passin', 'pass:test', '-nodes'];
  run('openssl', [...p12, '-nocerts', '-out', 'key.pem']);
  run('openssl', [...p12, '-clcerts', '-nokeys', '-out', 'cert.pem']);
  const sign = (input: string, output: string, ...more: readonly string[]) => {
    const signer = ['-signer', 'cert.pem', '-inkey', 'key.pem', '-binary', '-md', 'sha256'];
    run('openssl', ['cms', '-sign', '-cades', ...more, '-in', input, ...signer, '-outform', 'DER', '-out', output]);
  };
  const pdf = writeBrandschutzLetter();
  for (const name of ['Brandschutz.pdf', 'Brandschutz verändert.pdf', 'Stellungnahme.pdf'])
    writeFileSync(file(name), pdf);
  sign('Brandschutz.pdf', 'Brandschutz.pdf.p7s');
  sign('Brandschutz.pdf', 'Brandschutz verändert.pdf.p7s');
  writeFileSync(file('Brandschutz verändert.pdf'), Buffer.concat([pdf, Buffer.from('\n')]));
  sign('Brandschutz.pdf', 'Verwaist.p7s');
  sign('Stellungnahme.pdf', 'Stellungnahme.pdf.p7m', '-nodetach');
  copyFileSync(path.join(pki, 'brandt.p12'), file('Signatur Brandt.p12'));
  writeFileSync(file('Notiz.docx'), 'Kein Dokument, das aufgenommen wird');

  const work = file('container');
  mkdirSync(path.join(work, 'META-INF'), { recursive: true });
  writeFileSync(path.join(work, 'mimetype'), mimetype.bytes);
  for (const name of ['Antrag.pdf', 'Plan.pdf']) writeFileSync(path.join(work, name), pdf);
  writeFileSync(path.join(work, 'Lies mich.txt'), letters[1]!.bytes);
  const der = run('openssl', ['x509', '-in', 'cert.pem', '-outform', 'DER']);
  writeFileSync(path.join(work, 'template.xml'), xadesTemplate(['Antrag.pdf', 'Plan.pdf'], der));
  const ids = ['--id-attr:Id', 'http://uri.etsi.org/01903/v1.3.2#:SignedProperties'];
  const keys = ['--privkey-pem', '../key.pem,../cert.pem', '--output', 'META-INF/signatures.xml'];
  run('xmlsec1', ['--sign', ...keys, ...ids, 'template.xml'], work);
  run('zip', ['-q', '-X', '-0', '../Bauantrag.asice', 'mimetype'], work);
  run(
    'zip',
    ['-q', '-X', '-D', '-r', '../Bauantrag.asice', 'Antrag.pdf', 'Plan.pdf', 'Lies mich.txt', 'META-INF'],
    work,
  );
  return {
    letter: file('Brandschutz.pdf'),
    signature: file('Brandschutz.pdf.p7s'),
    changed: file('Brandschutz verändert.pdf'),
    changedSignature: file('Brandschutz verändert.pdf.p7s'),
    lonely: file('Verwaist.p7s'),
    note: file('Notiz.docx'),
    container: file('Bauantrag.asice'),
    enclosed: file('Stellungnahme.pdf.p7m'),
    keyFile: file('Signatur Brandt.p12'),
  };
}
