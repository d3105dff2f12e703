import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { writeBrandschutzLetter } from '../fixtures/brandschutz-letter.ts';
import { hasOpenssl, type OnlineAuthority, startOnlineAuthority } from '../fixtures/pki/online-authority.ts';
import { runTool } from '../interop/tool.ts';
import { endLeftWorkstations, quitWorkstation, startWorkstation, type Workstation } from '../workstation/app.ts';
import { plugCable, pullCable } from '../workstation/cable.ts';
import { TestDevice } from '../workstation/device.ts';
import { chooseIn, expectAllSent, expectOffline, goTo, importPdf, setUp, sign, unlock } from '../workstation/person.ts';
import { demoPassword } from '../workstation/seeded-folder.ts';
import { stageFolder } from '../workstation/stage-server.ts';
import { type ServerProcess, spawnServer } from '../workstation/start-server.ts';
import { askPdfsig, askQpdf } from '../workstation/strangers.ts';
import { lookAt, lookAtZoomed, sizeWindow } from './look-at.ts';

const root = path.join(import.meta.dirname, '../..');
const passphrase = 'drei Siegel am Fensterbrett';
const titel = 'Brandschutzkonzept Tagespflege';

// openssl judges and makes what the levels need; without it this is said loudly, and .ci/run installs it.
const testWithOpenssl = hasOpenssl() ? test : test.skip;

test.describe('@levels', () => {
  let server: ServerProcess | undefined;
  let authority: OnlineAuthority | undefined;

  test.afterEach(async () => {
    endLeftWorkstations();
    await server?.end('SIGTERM');
    await authority?.close();
  });

  testWithOpenssl('signed offline at B-B, raised to B-LTA after the sync without anybody’s doing', async () => {
    test.setTimeout(420_000);
    authority = await startOnlineAuthority();
    const files = prepareFiles(authority);
    const args = ['--tsa-url', authority.tsaUrl, '--evidence-hosts', new URL(authority.url).host];
    const dataFolder = stageFolder('server-levels');
    server = await spawnServer({ dataFolder, seed: 'demo', args });
    trust(dataFolder, files.root);
    trust(dataFolder, files.tsa, '--timestamps');
    let desk = await startWorkstation('levels');
    await sizeWindow(desk.app, desk.page, 1);
    await setUp(desk.page, { server: server.url, name: 'brandt', kennwort: demoPassword, passphrase });
    await expectAllSent(desk.page);

    await pullCable(desk.app);
    await importPdf(desk, { file: files.letter, titel, absender: 'Ingenieurbüro Wohlgemuth' });
    await desk.page.getByRole('row', { name: new RegExp(titel) }).dblclick();
    await sign(desk, { keyFile: files.keyFile, password: 'test', visible: false });
    const versions = versionList(desk.page);
    await expect(versions.getByText('Unterschrift wird beim nächsten Abgleich angehoben')).toBeVisible();
    await expectOffline(desk.page);
    await versions.scrollIntoViewIfNeeded();
    await lookAt(desk.page, 'anhebung-offline-de');

    // Ended and started again while still offline: the queue is no memory of the program.
    await quitWorkstation(desk);
    desk = await startWorkstation('levels');
    await pullCable(desk.app);
    await unlock(desk.page, passphrase);
    await openDokument(desk);
    await plugCable(desk.app);
    await goTo(desk.page, 'Ausgang');
    await desk.page.getByRole('button', { name: 'Jetzt abgleichen' }).first().click();
    await expectAllSent(desk.page);
    await openDokument(desk);
    await expect(versionList(desk.page).getByText(/Unterschrift: B-LTA seit .*langfristig prüfbar/)).toBeVisible({
      timeout: 90_000,
    });
    await expectAllSent(desk.page);
    await expect(desk.page.getByText(/durch Zeitstempel belegt/).first()).toBeVisible({ timeout: 30_000 });
    await expect(desk.page.getByText(/laut Uhr des Unterzeichners/).first()).toBeVisible();
    await lookAt(desk.page, 'anhebung-pruefung-de');
    await versionList(desk.page).scrollIntoViewIfNeeded();
    await lookAt(desk.page, 'anhebung-de');
    await sizeWindow(desk.app, desk.page, 2);
    await versionList(desk.page).scrollIntoViewIfNeeded();
    await lookAtZoomed(desk.app, desk.page, 'zoom/anhebung-de');
    await sizeWindow(desk.app, desk.page, 1);

    // What leaves the house is the raised file; other people's tools judge it.
    const copy = path.join(files.outgoing, 'Kopie.pdf');
    await saveCopy(desk, copy);
    const raised = readFileSync(copy);
    const original = await signedBytes(server.url);
    expect(raised.length).toBeGreaterThan(original.length);
    expect(raised.subarray(0, original.length).equals(original), 'the signed file is an unchanged prefix').toBe(true);
    expect(askPdfsig(copy)?.valid[0] ?? true).toBe(true);
    expect(askQpdf(copy) ?? true).toBe(true);
    const words = ['sign', 'validate', '--trust', files.root, '--trust-replace', '--no-revocation-check', copy];
    const pyhanko = runTool('pyhanko', words);
    if (pyhanko.code === -1) console.warn('SKIPPED LOUDLY: pyhanko is not installed, its judgement is missing');
    else expect(pyhanko.text).toMatch(/:VALID$|INTACT:TRUSTED/m);
    expect(validate(copy, files.root, files.tsa)).toMatchObject({
      verdict: 'valid',
      signatures: [{ level: 'B-LTA', revocation: 'good', provenTime: expect.any(String) }, {}, {}],
    });

    // A further signature goes onto the Version, not onto its raised format, and is raised itself.
    await sign(desk, { keyFile: files.keyFile, password: 'test', visible: false });
    await expect(versionList(desk.page).getByText(/Unterschrift: B-LTA seit/)).toHaveCount(2, { timeout: 90_000 });
    await expectAllSent(desk.page);
    await expectActsBound(server.url);
    await quitWorkstation(desk);
  });
});

/** The administrators hand a certificate out as trusted. */
function trust(dataFolder: string, certificate: string, ...more: readonly string[]): void {
  const words = [path.join(root, 'dist/server/admin.js'), '--data', dataFolder, 'trust', 'import', certificate];
  const { status, stderr } = spawnSync(process.execPath, [...words, ...more], { encoding: 'utf8' });
  expect(status, stderr).toBe(0);
}

function versionList(page: Page) {
  return page.locator('ul.versions');
}

async function openDokument({ page }: Workstation): Promise<void> {
  await goTo(page, 'Posteingang');
  await page.getByRole('row', { name: new RegExp(titel) }).dblclick();
  await expect(versionList(page).getByText(/Fassung 2/)).toBeVisible();
}

async function saveCopy({ page, app }: Workstation, target: string): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
  }, target);
  await chooseIn(page, 'Weitere', 'Kopie speichern …');
  await expect(page.getByText(/Kopie von Fassung 2 gespeichert/).first()).toBeVisible();
}

/** The records as a colleague's device gets them. */
async function pulled(url: string) {
  const device = await TestDevice.enrol(url, 'brandt', demoPassword);
  await device.pull();
  const own = [...device.records.values()];
  const dokument = own.find(({ art, felder }) => art === 'dokument' && felder.titel === titel);
  const versions = own.filter(({ art, felder }) => art === 'version' && felder.dokument === dokument?.id);
  return { device, own, dokument, signed: versions.filter(({ felder }) => felder.entstehung === 'unterschrift') };
}

/** The bytes of the Version as it was signed. */
async function signedBytes(url: string): Promise<Buffer> {
  const { device, signed } = await pulled(url);
  const answer = await device.fetch(`/v1/blobs/${signed[0]?.felder.sha}`);
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(signed[0]?.felder.sha);
  return bytes;
}

/** Every act names the hash of a Version, and each signed Version has exactly one further format. */
async function expectActsBound(url: string): Promise<void> {
  const { own, dokument, signed } = await pulled(url);
  const acts = own.filter(({ art, felder }) => art === 'ereignis' && felder.bezug === dokument?.id);
  expect(acts.map(({ felder }) => felder.versionSha).sort()).toEqual(signed.map(({ felder }) => felder.sha).sort());
  const formats = own.filter(({ art }) => art === 'primaerdokument').map(({ felder }) => felder.version);
  expect(formats.sort()).toEqual(signed.map(({ id }) => id).sort());
}

function validate(file: string, ...trusted: readonly string[]): unknown {
  const trust = trusted.flatMap((certificate) => ['--trust', certificate]);
  const words = [path.join(root, 'build/aktentasche.mjs'), 'validate', file, ...trust, '--json'];
  const { stdout } = spawnSync(process.execPath, words, { encoding: 'utf8' });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}');
}

function prepareFiles(authority: OnlineAuthority) {
  const folder = stageFolder('levels');
  const outgoing = path.join(folder, 'Ausgang');
  mkdirSync(outgoing, { recursive: true });
  chmodSync(outgoing, 0o777);
  const letter = path.join(folder, 'Brandschutz.pdf');
  writeFileSync(letter, writeBrandschutzLetter());
  const keyFile = path.join(folder, 'schluessel.p12');
  copyFileSync(authority.file('signer.p12'), keyFile);
  chmodSync(letter, 0o644);
  chmodSync(keyFile, 0o644);
  return { letter, keyFile, outgoing, root: authority.file('root.crt'), tsa: authority.file('tsa.crt') };
}
