import { rmSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { endLeftWorkstations, quitWorkstation, startWorkstation, type Workstation } from '../workstation/app.ts';
import { hasKeyringTools, type KeyringSession, makeKeyringSession } from '../workstation/keyring-launcher.ts';
import { expectAllSent, goTo, setUp, unlock } from '../workstation/person.ts';
import { demoPassword } from '../workstation/seeded-folder.ts';
import { stageFolder, startStageServer } from '../workstation/stage-server.ts';
import type { ServerProcess } from '../workstation/start-server.ts';

const passphrase = 'drei Kraniche über dem Archiv';
const nextPassphrase = 'fünf Aktenwagen im Fahrstuhl';
const testWithTools = hasKeyringTools ? test : test.skip;
if (!hasKeyringTools) console.warn('no dbus-run-session or gnome-keyring-daemon: the keyring is not tried');

test.describe('@keyring', () => {
  let server: ServerProcess | undefined;
  let session: KeyringSession | undefined;

  test.afterEach(async () => {
    endLeftWorkstations();
    session?.end();
    await server?.end('SIGTERM');
  });

  test('without a safe keyring the app says that the passphrase alone protects', async () => {
    const { page, app } = await startWorkstation('no-keyring');
    expect(await secondFactor(page)).toBe('passphrase-only');
    await app.close();
  });

  testWithTools('a real gnome-keyring is the second factor; when it is lost, the recovery code opens', async () => {
    session = makeKeyringSession(stageFolder('keyring'));
    server = await startStageServer('keyring');
    let desk = await start(session);
    expect(await secondFactor(desk.page)).toBe('keyring');
    const code = await setUp(desk.page, { server: server.url, name: 'brandt', kennwort: demoPassword, passphrase });
    await goTo(desk.page, 'Einstellungen');
    await expect(desk.page.getByText('Passphrase und Schlüsselbund des Rechners')).toBeVisible();
    await quitWorkstation(desk);

    desk = await start(session);
    await unlock(desk.page, passphrase);
    await expectAllSent(desk.page);
    await quitWorkstation(desk);

    // Another computer or a reset account: the right passphrase alone is not enough.
    rmSync(session.keyrings, { recursive: true });
    desk = await start(session);
    await desk.page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
    await desk.page.getByRole('button', { name: 'Entsperren' }).click();
    const note = desk.page.getByRole('alert');
    await expect(note).toContainText('Der Schlüsselbund des Rechners fehlt');
    await expect(note).toContainText('keyring-missing');
    await unlockByCode(desk.page, code);
    await quitWorkstation(desk);

    desk = await start(session);
    await unlock(desk.page, nextPassphrase);
    await expectAllSent(desk.page);
    await quitWorkstation(desk);
  });
});

function start({ launcher }: KeyringSession): Promise<Workstation> {
  return startWorkstation('keyring', { launcher });
}

/** What main says about this computer, asked as the page asks. */
function secondFactor(page: Page): Promise<unknown> {
  return page.evaluate(async () => {
    const { aktentasche } = window as unknown as {
      aktentasche: { call(name: string, input: object): Promise<unknown> };
    };
    const answer = (await aktentasche.call('app.status', {})) as { value: { secondFactor: string } };
    return answer.value.secondFactor;
  });
}

async function unlockByCode(page: Page, code: string): Promise<void> {
  await page.getByRole('button', { name: 'Passphrase vergessen' }).click();
  await page.getByLabel('Wiederherstellungscode').fill(code);
  await page.getByLabel('Neue Passphrase', { exact: true }).fill(nextPassphrase);
  await page.getByLabel('Neue Passphrase wiederholen', { exact: true }).fill(nextPassphrase);
  await page.getByRole('button', { name: 'Entsperren', exact: true }).click();
  await expect(page.getByRole('navigation').first()).toBeVisible({ timeout: 30_000 });
}
