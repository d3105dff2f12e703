import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { type Browser, type ElectronApplication, expect, test } from '@playwright/test';
import { chromiumPath, launchChromium } from '../forward/chromium.ts';
import { endLeftWorkstations, quitWorkstation, startWorkstation } from '../workstation/app.ts';
import { type IdentityProvider, startIdentityProvider } from '../workstation/identity-provider.ts';
import { stageFolder } from '../workstation/stage-server.ts';
import { type ServerProcess, spawnServer } from '../workstation/start-server.ts';

const root = path.join(import.meta.dirname, '../..');
const passphrase = 'sechs Pappeln vor dem Standesamt';
const testWithBrowser = chromiumPath ? test : test.skip;

test.describe('@oidc', () => {
  let server: ServerProcess | undefined;
  let provider: IdentityProvider | undefined;
  let browser: Browser | undefined;

  test.afterEach(async () => {
    endLeftWorkstations();
    await browser?.close();
    await server?.end('SIGTERM');
    provider?.close();
  });

  testWithBrowser('first run by the identity provider in the person’s own browser', async () => {
    const dataFolder = stageFolder('server-oidc');
    provider = await startIdentityProvider();
    const { serverArgs: args, serverEnv: env, serverPort: port } = provider;
    server = await spawnServer({ dataFolder, seed: 'demo', port, args, env });
    addPerson(dataFolder);
    const desk = await startWorkstation('oidc');
    const { page, app } = desk;
    await page.getByLabel('Server der Behörde').fill(server.url);
    await page.getByRole('button', { name: 'Weiter' }).click();
    await holdBrowser(app);
    await page.getByRole('button', { name: 'Über den Browser anmelden' }).click();
    await expect(page.getByText('Wartet auf die Anmeldung im Browser')).toBeVisible();
    browser = await launchChromium();
    await signInInBrowser(browser, await openedAddress(app));

    await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
    await page.getByLabel('Passphrase wiederholen', { exact: true }).fill(passphrase);
    await page.getByRole('button', { name: 'Weiter' }).click();
    await expect(page.getByText(/Vera Fuchs/)).toBeVisible({ timeout: 30_000 });
    await quitWorkstation(desk);
  });
});

/** An account without a password, known by its subject at the provider. */
function addPerson(dataFolder: string): void {
  const words = [
    'user',
    'add',
    'fuchs',
    '--display',
    'Vera Fuchs',
    '--einheit',
    'jugendamt',
    '--oidc-subject',
    'sub-fuchs',
  ];
  execFileSync(process.execPath, ['dist/server/admin.js', ...words, '--data', dataFolder], { cwd: root });
}

/** Stands in for the operating system's way to open a browser, from outside the product. */
async function holdBrowser(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ shell }) => {
    shell.openExternal = async (url: string) => {
      process.env.OPENED_ADDRESS = url;
    };
  });
}

async function openedAddress(app: ElectronApplication): Promise<string> {
  let address: string | undefined;
  await expect
    .poll(async () => {
      address = await app.evaluate(() => process.env.OPENED_ADDRESS);
      return address;
    })
    .toMatch(/^http:\/\/127\.0\.0\.1/);
  return address ?? '';
}

/** Confirmation of the device, then the provider's own login and consent pages. */
async function signInInBrowser(browser: Browser, address: string): Promise<void> {
  const page = await browser.newPage();
  await page.goto(address);
  await page.getByRole('button', { name: 'Ja, weiter zur Anmeldung' }).click();
  await page.locator('input[name=login]').fill('sub-fuchs');
  await page.locator('input[name=password]').fill('x');
  await page.locator('button[type=submit]').click();
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('heading', { name: 'Angemeldet' })).toBeVisible();
}
