import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import {
  endLeftWorkstations,
  killWorkstation,
  quitWorkstation,
  startWorkstation,
  type Workstation,
} from '../workstation/app.ts';
import { editField, expectAllSent, expectOffline, jumpTo, setUp, unlock } from '../workstation/person.ts';
import { demoPassword } from '../workstation/seeded-folder.ts';
import { stageFolder, startStageServer } from '../workstation/stage-server.ts';
import type { ServerProcess } from '../workstation/start-server.ts';
import { readDatasyncs } from './read-strace.ts';

const passphrase = 'neun Laternen hinterm Rathaus';
const zeichen = '63.04.900/2026-1';
const hasStrace = spawnSync('strace', ['-V']).status === 0;
if (!hasStrace) console.warn('no strace: the order of fdatasync and "gespeichert" is not shown');

test.describe('@saved', () => {
  let server: ServerProcess | undefined;

  test.afterEach(async () => {
    endLeftWorkstations();
    await server?.end('SIGTERM');
  });

  test('"gespeichert" is said after fdatasync, and what was said or half-written survives kill -9', async () => {
    server = await startStageServer('saved');
    let desk = await startWorkstation('saved');
    await setUp(desk.page, { server: server.url, name: 'brandt', kennwort: demoPassword, passphrase });
    await expectAllSent(desk.page);
    await server.end('SIGTERM');
    await expectOffline(desk.page);
    await jumpTo(desk.page, zeichen);
    if (hasStrace) await expectDatasyncBeforeSaved(desk);

    // The plug is pulled in the moment in which the screen says so.
    await editField(desk.page, 'Anschrift', 'Lindenallee 12, Hinterhaus');
    await killWorkstation(desk);
    desk = await startAgain();
    await jumpTo(desk.page, zeichen);
    await expect(desk.page.getByLabel('Anschrift', { exact: true })).toHaveValue('Lindenallee 12, Hinterhaus');

    // A Vermerk that nobody saved: 2 s after the last key it is safe, and so is the place on the screen.
    await desk.page.getByLabel('Neuer Vermerk').fill('Rückruf der Bauherrin, sie will');
    const scrolled = await scrollPane(desk.page);
    await desk.page.waitForTimeout(2_000);
    await killWorkstation(desk);
    desk = await startAgain();
    await expect(desk.page.getByLabel('Neuer Vermerk')).toHaveValue('Rückruf der Bauherrin, sie will');
    await expect(desk.page.getByText(zeichen).first()).toBeVisible();
    await expect.poll(() => paneTop(desk.page)).toBeCloseTo(scrolled, -1);
    await quitWorkstation(desk);
  });
});

async function startAgain(): Promise<Workstation> {
  const desk = await startWorkstation('saved');
  await unlock(desk.page, passphrase);
  return desk;
}

/** Watches the system calls of the app's main process while a field is saved. */
async function expectDatasyncBeforeSaved({ app, page, profile }: Workstation): Promise<void> {
  const trace = path.join(stageFolder('saved-trace'), 'strace.txt');
  const words = ['-f', '-ttt', '-T', '-y', '-e', 'trace=fdatasync', '-o', trace, '-p', String(app.process().pid)];
  const strace = spawn('strace', words, { stdio: ['ignore', 'ignore', 'pipe'] });
  await new Promise((resolve) => strace.stderr.once('data', resolve));
  const shownAtMs = noteWhenShown(page);
  const beganAtMs = Date.now();
  await editField(page, 'Telefon', '0341 555 0177');
  const savedAtMs = await shownAtMs;
  const ended = new Promise((resolve) => strace.once('exit', resolve));
  strace.kill('SIGINT');
  await ended;
  const journal = path.join(profile, 'journal/journal');
  const syncs = readDatasyncs(readFileSync(trace, 'utf8')).filter((sync) => sync.file === journal);
  // The page's clock counts whole milliseconds.
  const before = syncs.filter((sync) => sync.endMs > beganAtMs && sync.endMs <= savedAtMs + 1);
  expect(before.length, `fdatasync of the journal between ${beganAtMs} and ${savedAtMs}`).toBeGreaterThan(0);
  const lastMs = Math.max(...before.map((sync) => sync.endMs));
  console.log(`fdatasync of the journal ended ${(savedAtMs - lastMs).toFixed(1)} ms before "gespeichert"`);
}

/** The moment, by the page's own clock, at which it first says "gespeichert". */
function noteWhenShown(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const says = () => /Angaben? gespeichert/.test(document.body.textContent ?? '');
        const isFresh = (element: Element) => !element.textContent?.startsWith('Alle');
        const observer = new MutationObserver(() => {
          const notice = document.querySelector('.notice');
          if (!notice || !says() || !isFresh(notice)) return;
          observer.disconnect();
          resolve(Date.now());
        });
        observer.observe(document.body, { childList: true, subtree: true, characterData: true });
      }),
  );
}

/** Scrolls the screen's form to a place that is neither its start nor its end. */
async function scrollPane(page: Page): Promise<number> {
  await page
    .locator('main [data-scroll]')
    .first()
    .evaluate((pane) => pane.scrollTo({ top: 140 }));
  await expect.poll(() => paneTop(page)).toBeGreaterThan(100);
  return paneTop(page);
}

function paneTop(page: Page): Promise<number> {
  return page
    .locator('main [data-scroll]')
    .first()
    .evaluate((pane) => pane.scrollTop);
}
