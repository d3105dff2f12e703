import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { writePlainPdf } from '../../build/bench/plain-pdf.mjs';
import { quitWorkstation, startWorkstation, type Workstation } from '../workstation/app.ts';
import { expectAllSent, expectOffline, goTo, importPdf, setUp, sign } from '../workstation/person.ts';
import { demoPassword } from '../workstation/seeded-folder.ts';
import { stageAuthority } from '../workstation/stage-authority.ts';
import { stageFolder } from '../workstation/stage-server.ts';
import { keyFile } from './bad-input.ts';

const passphrase = 'acht Rohrpostbüchsen im Keller';
const titel = 'Planfeststellung';
/** 200 for the figures of docs/benchmarks.md. */
const sizeMb = Number(process.env.AKTENTASCHE_LARGE_MB ?? 16);

test.describe('@large', () => {
  const authority = stageAuthority();

  test('P141: a large file is taken in, stamped, signed and checked; what the window needs for it is told', async () => {
    test.setTimeout(1_200_000);
    const server = await authority.start('large');
    const desk = await startWorkstation('large');
    const { page } = desk;
    await setUp(page, { server: server.url, name: 'brandt', kennwort: demoPassword, passphrase });
    await expectAllSent(page);
    // Without a connection: what is measured is this computer, and Playwright copies every byte of an upload.
    await server.end('SIGTERM');
    await expectOffline(page);
    const file = path.join(stageFolder('large-pdf'), 'plan.pdf');
    writePlainPdf(file, sizeMb * 1024 * 1024);

    await measured(desk, 'import', () => importPdf(desk, { file, titel, absender: 'Ingenieurbüro' }, 300_000));
    await measured(desk, 'open', () => open(page));
    await measured(desk, 'check', () => check(page));
    await measured(desk, 'stamp', async () => {
      await stamp(page);
      await drawn(page);
    });
    await measured(desk, 'sign', async () => {
      const key = {
        keyFile: keyFile(stageFolder('keys'), 'ec.p12'),
        password: 'test',
        visible: false,
        timeoutMs: 300_000,
      };
      await sign(desk, key);
      await drawn(page);
    });
    await measured(desk, 'check again', () => check(page));
    await expect(page.getByText('Max Mustermann').first()).toBeVisible();
    await quitWorkstation(desk);
  });
});

async function open(page: Page): Promise<void> {
  await goTo(page, 'Posteingang');
  await page.getByRole('row', { name: new RegExp(titel) }).dblclick();
  await drawn(page);
}

/** The line that says so stays for seconds only; a large file takes its time. */
async function stamp(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Stempel …' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Platz wählen' }).click();
  await page.getByRole('button', { name: 'Hier setzen' }).click();
  await expect(page.getByText(/^Fassung 2 · mit Stempel · 1 Seite/)).toBeVisible({ timeout: 300_000 });
  await expect(page.getByText('Der Stempel wird gesetzt')).toHaveCount(0, { timeout: 300_000 });
}

async function drawn(page: Page): Promise<void> {
  await expect(page.getByText('Das Dokument wird geöffnet')).toHaveCount(0, { timeout: 300_000 });
  await expect(page.frameLocator('iframe').locator('canvas').first()).toBeVisible({ timeout: 300_000 });
}

async function check(page: Page): Promise<void> {
  const go = page.getByRole('button', { name: 'Jetzt prüfen' });
  if (!(await go.isVisible())) return;
  await go.click();
  await expect(page.getByText('Wird geprüft …')).toHaveCount(0, { timeout: 300_000 });
}

/** Peak memory of the window's own process in one step, MiB over what it had before; only root may reset the kernel's mark. */
async function measured({ app }: Workstation, step: string, work: () => Promise<void>): Promise<void> {
  const pid = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.webContents.getOSProcessId());
  const canReset = process.getuid?.() === 0;
  if (canReset) writeFileSync(`/proc/${pid}/clear_refs`, '5');
  const before = statusMb(pid, 'VmRSS');
  const startedAt = performance.now();
  await work();
  const seconds = (performance.now() - startedAt) / 1000;
  const peak = statusMb(pid, 'VmHWM');
  console.log(JSON.stringify({ step, sizeMb, seconds: +seconds.toFixed(1), before, peak, growth: peak - before }));
}

function statusMb(pid: number, name: string): number {
  const line = new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Math.round(Number(line?.[1]) / 1024);
}
