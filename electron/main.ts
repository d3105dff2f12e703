import path from 'node:path';
import { app, type BrowserWindow, dialog, protocol, safeStorage } from 'electron';
import { errorCode } from '../shared/errors.ts';
import { errorsDe } from '../shared/texts/errors-de.ts';
import { errorsEn } from '../shared/texts/errors-en.ts';
import { makeAppState } from './app-state.ts';
import { readInstalledCommand, runInstalledCommand } from './cli/installed-command.ts';
import { connectWindow } from './connect-window.ts';
import { log } from './log.ts';
import { loadPolicy, policyFile } from './policy.ts';
import { openNetSession } from './server/net-session.ts';
import { closeUnusedDoors, secureDefaultSession } from './session-security.ts';
import { readSettings } from './settings.ts';
import { makeCscFetch } from './signer/csc-fetch.ts';
import { deriveAside } from './vault/derive-aside.ts';
import { openKeyring } from './vault/keyring.ts';

/** Folder with main.js; its parent holds the other bundles. */
const here = import.meta.dirname;
const isRoot = process.getuid?.() === 0;
const privileges = { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true };

// Windows copies the roaming profile to a server at every log-off: encrypted Akten stay in the local one.
if (process.platform === 'win32' && process.env.LOCALAPPDATA && !app.commandLine.hasSwitch('user-data-dir'))
  app.setPath('userData', path.join(process.env.LOCALAPPDATA, 'Aktentasche'));

const command = readInstalledCommand(process.argv);
if (command) {
  app.whenReady().then(() => runInstalledCommand(command, path.join(here, '..')));
} else if (!app.requestSingleInstanceLock()) {
  log('started', 'already-running');
  app.exit(0);
} else {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges },
    { scheme: 'akten-viewer', privileges },
  ]);
  // Chromium's sandbox cannot start under root; no way to switch it off exists for anybody else.
  if (!isRoot) app.enableSandbox();
  closeUnusedDoors();
  app.whenReady().then(start).catch(giveUp);
}

async function start(): Promise<void> {
  secureDefaultSession();
  const profile = app.getPath('userData');
  const policy = await loadPolicy(policyFile(process.platform, process.env.ProgramData));
  const keyring = openKeyring(safeStorage, process.platform);
  const state = await makeAppState(
    {
      profile,
      version: app.getVersion(),
      policy,
      vaultPlace: { folder: profile, keyring, derive: deriveAside(path.join(here, 'argon2-thread.js')) },
      netFetch: await openNetSession(policy, 'server'),
      cscFetch: makeCscFetch(await openNetSession(policy, 'csc')),
      now: () => new Date(),
      isPackaged: app.isPackaged,
    },
    await readSettings(profile, app.getLocale()),
  );
  const window = connectWindow(state, path.join(here, '..'));
  app.on('second-instance', () => bringToFront(window));
  log('started');
}

/** Nothing of the second start's arguments is read. */
function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.focus();
}

function giveUp(error: unknown): void {
  const code = errorCode(error);
  log('started', code);
  dialog.showErrorBox('Aktentasche', `${errorsDe[code]}\n\n${errorsEn[code]}\n\n${code}`);
  app.exit(1);
}
