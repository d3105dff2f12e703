import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { practiceKeyPassword } from '../../shared/practice-messages.ts';
import { writeWords } from '../fixtures/words-pdf.ts';
import { attachAfterRelaunch, attachAt, endLeftWorkstations, startWorkstation } from '../workstation/app.ts';
import {
  expectAllSent,
  fileTo,
  goTo,
  importPdf,
  jumpTo,
  pickNext,
  setUp,
  sign,
  stampEingang,
  unlock,
} from '../workstation/person.ts';
import { demoPassword } from '../workstation/seeded-folder.ts';
import { stageFolder, startStageServer } from '../workstation/stage-server.ts';
import { lookAtAll, sizeWindow } from './look-at.ts';

const passphrase = 'elf Bleistifte ohne Spitze';

test.describe('@uebung', () => {
  test.afterEach(() => endLeftWorkstations());

  test('U1, U6, U9: practice needs no server, reaches nobody, ticks what was done, and leaves nothing', async () => {
    test.setTimeout(300_000);
    let asked = 0;
    const outside = createServer((_request, answer) => {
      asked += 1;
      answer.end();
    });
    await new Promise<void>((done) => outside.listen(0, '127.0.0.1', done));
    const port = (outside.address() as AddressInfo).port;

    const desk = await startWorkstation('uebung', { args: ['--uebung'] });
    const { page, app, profile } = desk;
    const folder = path.join(profile, 'uebung');
    await sizeWindow(app, page, 1);
    await expect(page.getByText('Nichts hier ist echt', { exact: false })).toBeVisible();
    await expectAllSent(page, 150_000);
    expect(await page.title()).toContain('ÜBUNG');
    await openList(page);
    await expect(page.getByText('0 von 10 Übungen erledigt', { exact: false })).toBeVisible();
    await lookAtAll(desk, 'uebung');

    // Whoever asks for the network from inside: the page, its own session, and the one of the server.
    const tried = await app.evaluate(async ({ session, net }, target) => {
      const ways = [session.defaultSession, session.fromPartition('server', { cache: false })];
      const results = await Promise.all([
        ...ways.map((one) =>
          one.fetch(target).then(
            () => 'reached',
            () => 'refused',
          ),
        ),
        net.fetch(target).then(
          () => 'reached',
          () => 'refused',
        ),
      ]);
      return results;
    }, `http://127.0.0.1:${port}/`);
    expect(tried).toEqual(['refused', 'refused', 'refused']);
    expect(asked).toBe(0);

    await goTo(page, 'Posteingang');
    await pickNext(app, foreignFile());
    await page.getByRole('button', { name: 'Dokument aufnehmen …' }).first().click();
    await expect(page.getByText(/nur die Briefe aus dem Ordner/)).toBeVisible();
    const file = path.join(folder, 'Übungspost', 'ÜBUNG Widerspruch.pdf');
    await importPdf(desk, { file, titel: 'Widerspruch', absender: 'Erika Mustermann' });
    await page.getByRole('row', { name: /Widerspruch/ }).dblclick();
    await stampEingang(page);
    await sign(desk, { keyFile: '/nirgends.p12', password: practiceKeyPassword, visible: false });
    await goTo(page, 'Posteingang');
    await fileTo(page, 'Widerspruch', '51.20.900/2026-4');
    await expectAllSent(page);
    await openList(page);
    await expect(page.getByText('4 von 10 Übungen erledigt', { exact: false })).toBeVisible();

    // Exercise 10 the way it tells: a day makes the Vorgang stand in the Arbeitsvorrat, there it is handed on.
    await jumpTo(page, '51.20.900/2026-4');
    await page.getByRole('button', { name: 'In 1 Woche' }).click();
    await openList(page);
    await page.getByRole('button', { name: 'Zur Übung: Einen Vorgang weitergeben' }).click();
    // Its draft waits to be co-signed in a row of its own.
    const ofDay = page.getByRole('row').filter({ hasText: '51.20.900/2026-4' }).filter({ hasText: 'Wiedervorlage' });
    await ofDay.first().click();
    await page.getByRole('button', { name: 'Weitergeben …' }).click();
    await page.getByLabel('Bearbeitung künftig').selectOption('Mehmet Yıldız');
    await page.getByRole('button', { name: 'Weitergeben', exact: true }).click();
    await expect(page.getByText('1 Vorgang an Mehmet Yıldız weitergegeben', { exact: false })).toBeVisible();
    await expectAllSent(page);
    await openList(page);
    await expect(page.getByText('5 von 10 Übungen erledigt', { exact: false })).toBeVisible();

    await page.getByRole('complementary', { name: 'Übung' }).getByRole('button', { name: 'Übung beenden …' }).click();
    await lookAtAll(desk, 'uebung/ende');
    const ended = new Promise((done) => app.process().once('exit', done));
    await page.getByRole('button', { name: 'Beenden und löschen' }).click();
    await ended;
    const real = await attachAfterRelaunch(profile);
    await expect(real.getByLabel('Server der Behörde')).toBeVisible({ timeout: 30_000 });
    await expect(real.getByRole('button', { name: 'Ohne Behörde üben' })).toBeVisible();
    expect(existsSync(folder) ? readdirSync(folder) : []).toEqual([]);
    outside.close();
  });

  test('U1, U8: practice begins from the open and from the locked Aktentasche, and leaves it as it was', async () => {
    test.setTimeout(180_000);
    const server = await startStageServer('uebung');
    try {
      // Practice begins with an empty folder: only a port of our choice leads into it.
      const port = await freePort();
      const args = [`--remote-debugging-port=${port}`];
      const { page, app } = await startWorkstation('uebung-echt', { args });
      await setUp(page, { server: server.url, name: 'brandt', kennwort: demoPassword, passphrase });
      await expectAllSent(page);
      const ended = new Promise((done) => app.process().once('exit', done));
      await jumpTo(page, 'Übungsmodus …');
      await page.getByRole('dialog').getByRole('button', { name: 'Sperren und üben' }).click();
      await ended;
      const locked = await leavePractice(port);
      await expect(locked.getByLabel('Passphrase', { exact: true })).toBeVisible({ timeout: 30_000 });
      await leaving(locked, locked.getByRole('button', { name: 'Ohne Behörde üben' }));
      const again = await leavePractice(port);
      await unlock(again, passphrase);
      await expectAllSent(again);
      await again.close();
    } finally {
      await server.end('SIGTERM');
    }
  });
});

/** In practice, as soon as it says so: out of it again. Answers the page of the real app. */
async function leavePractice(port: string): Promise<Page> {
  const page = await attachAt(() => port, 60_000);
  await expect(page.getByText('Nichts hier ist echt', { exact: false })).toBeVisible({ timeout: 90_000 });
  await jumpTo(page, 'Übung beenden …');
  await leaving(page, page.getByRole('button', { name: 'Beenden und löschen' }));
  return attachAt(() => port, 60_000);
}

async function freePort(): Promise<string> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return String(port);
}

/** A press after which this process ends and another one begins. */
async function leaving(page: Page, button: Locator): Promise<void> {
  const closed = page.waitForEvent('close');
  await button.click();
  await closed;
}

async function openList(page: Page): Promise<void> {
  await jumpTo(page, 'Zehn Übungen');
  await expect(page.getByRole('heading', { level: 1, name: 'Zehn Übungen' })).toBeVisible();
}

function foreignFile(): string {
  const file = path.join(stageFolder('uebung-files'), 'echt.pdf');
  writeFileSync(file, writeWords([{ lines: ['Ein echter Brief'] }]));
  return file;
}
