import { renameSync } from 'node:fs';
import path from 'node:path';
import { _electron } from 'playwright-core';

const screenshotEveryMs = 3_000;

/**
 * Starts the staged app and takes it through its real first-run and unlock screens as a person would, by the roles and
 * labels they show. Keeps a current picture in `folder`. `entry` is `{ server, name, kennwort, passphrase }`.
 */
export async function driveDemo({ stage, entry, folder, onClosed }) {
  const app = await _electron.launch({
    executablePath: stage.launcher,
    args: [stage.app, `--user-data-dir=${path.join(stage.profiles, 'demo')}`, '--lang=de'],
    env: { ...process.env, LANG: 'de_DE.UTF-8' },
    chromiumSandbox: true,
  });
  app.once('close', onClosed);
  const page = await app.firstWindow();
  keepPicture(page, path.join(folder, 'current.png'));
  await einrichten(page, entry);
  await page.screenshot({ path: path.join(folder, 'after-first-run.png') });
}

/** First run: server, sign-in, passphrase, recovery code. */
export async function einrichten(page, { server, name, kennwort, passphrase }) {
  await page.getByLabel('Server', { exact: false }).fill(server);
  await next(page);
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('Kennwort', { exact: true }).fill(kennwort);
  await next(page);
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.getByLabel('Passphrase wiederholen').fill(passphrase);
  await next(page);
  await page.getByRole('checkbox').check();
  await next(page);
}

/** Unlock, after the app was started with an existing profile. */
export async function entsperren(page, { passphrase }) {
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.getByRole('button', { name: 'Entsperren' }).click();
}

const next = (page) => page.getByRole('button', { name: /Weiter|Anmelden|Fertig/ }).click();

/** Writes a picture every few seconds until the page is gone; whoever reads it never meets half a file. */
async function keepPicture(page, file) {
  const unfinished = `${file}.new.png`;
  while (!page.isClosed()) {
    try {
      await page.screenshot({ path: unfinished });
      renameSync(unfinished, file);
    } catch {
      // A navigation or the end of the app came between: the next round tells.
    }
    await new Promise((resolve) => setTimeout(resolve, screenshotEveryMs));
  }
}
