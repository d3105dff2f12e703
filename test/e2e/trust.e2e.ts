import { execFileSync } from 'node:child_process';
import { copyFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { writeBrandschutzLetter } from '../fixtures/brandschutz-letter.ts';
import { makeIdentity, qc } from '../fixtures/trust/make-certificate.ts';
import { listXml } from '../fixtures/trust/make-list.ts';
import { signXml } from '../fixtures/trust/sign-list.ts';
import { signPdf } from '../fixtures/trust/sign-pdf.ts';
import { quitWorkstation, startWorkstation } from '../workstation/app.ts';
import { expectAllSent, expectOffline, importPdf, setUp, sign } from '../workstation/person.ts';
import { demoPassword } from '../workstation/seeded-folder.ts';
import { stageFolder, startStageServer } from '../workstation/stage-server.ts';
import type { ServerProcess } from '../workstation/start-server.ts';
import { lookAt, lookAtAll, sizeWindow } from './look-at.ts';

const root = path.join(import.meta.dirname, '../..');
const passphrase = 'sieben Siegel im Ratskeller';
const titel = 'Brandschutzkonzept, unterschrieben';

test.describe('@trust', () => {
  let server: ServerProcess | undefined;

  test.afterEach(async () => {
    await server?.end('SIGTERM');
  });

  test('what the authority trusts reaches the workstation, ranks a signature there, and counts offline', async () => {
    test.setTimeout(600_000);
    const folder = stageFolder('trust-files');
    server = await startStageServer('trust');
    const { list: listFile, signers, pdf, keyFile } = await prepareFiles(folder);
    const data = stageFolder('server-trust');
    const words = ['trust', 'import', listFile, '--signers', signers, '--data', data];
    execFileSync(process.execPath, [path.join(root, 'dist/server/admin.js'), ...words], { stdio: 'inherit' });

    const desk = await startWorkstation('trust');
    const { page, app } = desk;
    await sizeWindow(app, page, 1);
    await setUp(page, { server: server.url, name: 'brandt', kennwort: demoPassword, passphrase });
    await expectAllSent(page);
    await importPdf(desk, { file: pdf, titel, absender: 'Ingenieurbüro Wohlgemuth' });
    await expectAllSent(page);
    await server.end('SIGTERM');
    server = undefined;
    await expectOffline(page);

    await page.getByRole('row', { name: new RegExp(titel) }).dblclick();
    await expect(page.getByText('qualifiziert', { exact: true })).toBeVisible({ timeout: 60_000 });
    await expect(page.getByText(/^Vertrauensliste vom .*, 0 Tage alt\.$/)).toBeVisible();
    await lookAt(page, 'trust/dokument-de');
    await sign(desk, { keyFile, password: 'test', visible: false }, (window) => lookAt(window, 'trust/bestaetigen-de'));
    await expect(page.getByText('qualifiziert', { exact: true })).toBeVisible({ timeout: 60_000 });
    const afterwards = page.getByText(/Danach .* erlaubte|permitted addition/).first();
    // What follows is folded: nothing to announce.
    await expect(afterwards).toHaveText(/Ergänzung(en)?$/);
    await lookAtAll(desk, 'trust/dokument-zwei', () => afterwards.scrollIntoViewIfNeeded());

    await page.keyboard.press('Alt+5');
    const card = page.locator('.card').filter({ has: page.getByRole('heading', { name: 'Vertrauensliste' }) });
    await expect(card.getByText('DE', { exact: true })).toBeVisible();
    const list = page.getByText('DE', { exact: true });
    await lookAtAll(desk, 'trust/einstellungen', () => list.scrollIntoViewIfNeeded());
    await quitWorkstation(desk);
  });
});

/** A list that an operator signed, the operator, and a PDF of a person whom the listed service certified. */
async function prepareFiles(folder: string) {
  const file = (name: string) => path.join(folder, name);
  const operator = makeIdentity({ name: 'Bundesnetzagentur' });
  const issuer = makeIdentity({ name: 'Vertrauensdienst Elbe', isCa: true });
  const statements = [qc.compliance, qc.sscd, qc.esign];
  const engineer = makeIdentity({ name: 'Karla Wohlgemuth', issuer, statements });
  const periods = [{ status: 'granted', from: '2016-07-01T00:00:00Z', uses: ['ForeSignatures'] as const }];
  const services = [{ type: 'CA/QC', certificate: issuer.certificate, periods }];
  writeFileSync(
    file('de.xml'),
    await signXml(listXml({ territory: 'DE', services, nextUpdate: '2036-05-01T00:00:00Z' }), operator),
  );
  const pem = operator.certificate.toString('base64');
  writeFileSync(file('signers.pem'), `-----BEGIN CERTIFICATE-----\n${pem}\n-----END CERTIFICATE-----\n`);
  writeFileSync(file('Brandschutz.pdf'), await signPdf(writeBrandschutzLetter(), engineer, [issuer]));
  copyFileSync(path.join(root, 'test/fixtures/pki/brandt.p12'), file('Signatur Brandt.p12'));
  return {
    list: file('de.xml'),
    signers: file('signers.pem'),
    pdf: file('Brandschutz.pdf'),
    keyFile: file('Signatur Brandt.p12'),
  };
}
