import { renameSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { _electron } from 'playwright-core';

const screenshotEveryMs = 3_000;

// A program of its own, because Playwright takes over its process's signals: when it is told to end, it ends the app.
// Reads `{ stage, folder, entry: { server, name, kennwort, passphrase } }` from standard input (a command line is
// visible to every user) and says `{"unlocked":true}` when the app has been through first run, end, start and unlock.
if (process.argv[1] === import.meta.filename) {
  let isEnding = false;
  process.once('SIGTERM', () => {
    isEnding = true;
  });
  try {
    await driveDemo(JSON.parse(await text(process.stdin)));
    console.log(JSON.stringify({ unlocked: true }));
  } catch (error) {
    if (!isEnding) throw error;
  }
}

/**
 * Takes the staged app through its real screens as a person would, by the roles and labels they show, and keeps a
 * current picture in `folder`.
 */
async function driveDemo({ stage, entry, folder }) {
  const picture = path.join(folder, 'current.png');
  const first = await launch(stage);
  const stopPictures = keepPicture(first.page, picture);
  await einrichten(first.page, entry);
  await first.page.screenshot({ path: path.join(folder, 'after-first-run.png') });
  await stopPictures();
  await first.app.close();

  const second = await launch(stage);
  keepPicture(second.page, picture);
  await entsperren(second.page, entry);
  await second.page.screenshot({ path: path.join(folder, 'after-unlock.png') });
}

/** First run: server, sign-in, passphrase, recovery code. The app is open afterwards. */
export async function einrichten(page, { server, name, kennwort, passphrase }) {
  await page.getByLabel('Server der Behörde').fill(server);
  await page.getByRole('button', { name: 'Weiter' }).click();
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('Kennwort', { exact: true }).fill(kennwort);
  await page.getByRole('button', { name: 'Anmelden', exact: true }).click();
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.getByLabel('Passphrase wiederholen', { exact: true }).fill(passphrase);
  await page.getByRole('button', { name: 'Weiter' }).click();
  await page.getByRole('checkbox', { name: /Code gedruckt oder abgeschrieben/ }).check();
  await page.getByRole('button', { name: 'Fertig' }).click();
  await page.getByRole('navigation').first().waitFor();
}

/** Unlock: the app was started with a profile that exists. */
export async function entsperren(page, { passphrase }) {
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.getByRole('button', { name: 'Entsperren' }).click();
  await page.getByRole('navigation').first().waitFor();
}

async function launch(stage) {
  const app = await _electron.launch({
    executablePath: stage.launcher,
    args: [stage.app, `--user-data-dir=${path.join(stage.profiles, 'demo')}`, '--lang=de'],
    env: { ...process.env, LANG: 'de_DE.UTF-8', LANGUAGE: 'de' },
    chromiumSandbox: true,
  });
  return { app, page: await app.firstWindow() };
}

/** Writes a picture every few seconds; whoever reads it never meets half a file. Returns a function that stops it. */
function keepPicture(page, file) {
  const unfinished = `${file}.unfinished.png`;
  let isWanted = true;
  const loop = (async () => {
    while (isWanted && !page.isClosed()) {
      try {
        await page.screenshot({ path: unfinished });
        renameSync(unfinished, file);
      } catch {
        // A navigation or the end of the app came between: the next round tells.
      }
      await new Promise((resolve) => setTimeout(resolve, screenshotEveryMs));
    }
  })();
  return () => {
    isWanted = false;
    return loop;
  };
}
