import path from 'node:path';
import { app, dialog, protocol, safeStorage, session, utilityProcess } from 'electron';
import { AppError, errorCode } from '../shared/errors.ts';
import { errorsDe } from '../shared/texts/errors-de.ts';
import { errorsEn } from '../shared/texts/errors-en.ts';
import { type AppSetting, type AppState, makeAppState } from './app-state.ts';
import { bringToFront } from './bring-to-front.ts';
import { readInstalledCommand, runInstalledCommand } from './cli/installed-command.ts';
import { connectWindow } from './connect-window.ts';
import { log } from './log.ts';
import { loadPolicy, type Policy, policyFile } from './policy.ts';
import { beginPractice } from './practice/begin-practice.ts';
import { practicePolicy } from './practice/practice-edges.ts';
import { connectPractice, type PracticeChild, type PracticeNet } from './practice/practice-net.ts';
import {
  clearPractice,
  enterPracticeProfile,
  isPracticeProfile,
  practiceFilesIn,
  practiceFolder,
  practiceSwitch,
  removeLeftPractice,
} from './practice/practice-profile.ts';
import { openNetSession } from './server/net-session.ts';
import { closeUnusedDoors, secureDefaultSession } from './session-security.ts';
import { readSettings, type Settings } from './settings.ts';
import { makeCscFetch } from './signer/csc-fetch.ts';
import { deriveAside } from './vault/derive-aside.ts';
import type { VaultPlace } from './vault/key-vault.ts';
import { openKeyring } from './vault/keyring.ts';

/** Folder with main.js; its parent holds the other bundles. */
const here = import.meta.dirname;
const isRoot = process.getuid?.() === 0;
const privileges = { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true };

// Windows copies the roaming profile to a server at every log-off: encrypted Akten stay in the local one.
if (process.platform === 'win32' && process.env.LOCALAPPDATA && !app.commandLine.hasSwitch('user-data-dir'))
  app.setPath('userData', path.join(process.env.LOCALAPPDATA, 'Aktentasche'));

const command = readInstalledCommand(process.argv);
const isPractice = !command && process.argv.includes(practiceSwitch);
if (isPractice) {
  const folder = practiceFolder(app.getPath('userData'));
  for (const name of ['userData', 'sessionData'] as const) app.setPath(name, folder);
  // Nothing of practice leaves this computer, whatever part of Chromium would want to.
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
}
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
  app
    .whenReady()
    .then(secureDefaultSession)
    .then(isPractice ? startPractice : start)
    .catch(giveUp);
}

async function start(): Promise<void> {
  const profile = app.getPath('userData');
  if (isPracticeProfile(profile)) throw new AppError('practice-profile');
  await removeLeftPractice(profile);
  const policy = await loadPolicy(policyFile(process.platform, process.env.ProgramData));
  const keyring = openKeyring(safeStorage, process.platform);
  await openApp(policy, {
    practice: null,
    keyring,
    netFetch: await openNetSession(policy, 'server'),
    cscFetch: makeCscFetch(await openNetSession(policy, 'csc')),
  });
}

/** Cheap to derive: the passphrase is 32 random bytes that nobody types. */
const practiceCost = { memoryKiB: 8_192, passes: 1, lanes: 1 };

/** No session for the network is opened: all that can be asked is the authority in a process of our own. */
async function startPractice(): Promise<void> {
  const profile = app.getPath('userData');
  await enterPracticeProfile(profile, process.pid);
  app.on('quit', () => clearPractice(profile));
  const child = utilityProcess.fork(path.join(here, 'practice-process.js'), [], { serviceName: 'aktentasche-uebung' });
  const net: PracticeNet = connectPractice(child as PracticeChild);
  const refuse = () => Promise.reject(new AppError('practice-refused'));
  const edge = { practice: practiceFilesIn(profile), keyring: null, netFetch: net.fetch, cscFetch: refuse };
  const state = await openApp(practicePolicy, { ...edge, cost: practiceCost });
  await beginPractice(state, net).catch((cause: unknown) => {
    throw new AppError('practice-not-started', { cause });
  });
}

type Edge = Pick<AppSetting, 'practice' | 'netFetch' | 'cscFetch'> & Pick<VaultPlace, 'keyring' | 'cost'>;

async function openApp(policy: Policy, { keyring, cost, ...edge }: Edge): Promise<AppState> {
  const profile = app.getPath('userData');
  const derive = deriveAside(path.join(here, 'argon2-thread.js'));
  const state = await makeAppState(
    {
      ...edge,
      profile,
      version: app.getVersion(),
      policy,
      vaultPlace: { folder: profile, keyring, derive, ...(cost && { cost }) },
      clearBrowser: async () => {
        await session.defaultSession.clearStorageData();
        await session.defaultSession.clearCache();
      },
      now: () => new Date(),
      isPackaged: app.isPackaged,
    },
    await settingsFor(profile),
  );
  const window = connectWindow(state, path.join(here, '..'));
  // Nothing of the second start's arguments is read.
  app.on('second-instance', () => bringToFront(window));
  log('started');
  return state;
}

/** Practice speaks and looks as the person chose for the real app, and knows nothing else of it. */
async function settingsFor(profile: string): Promise<Settings> {
  const settings = await readSettings(isPractice ? path.dirname(profile) : profile, app.getLocale());
  return isPractice ? { ...settings, server: null, lockedAt: null, scanFolder: null } : settings;
}

function giveUp(error: unknown): void {
  const code = errorCode(error);
  log('started', code);
  dialog.showErrorBox('Aktentasche', `${errorsDe[code]}\n\n${errorsEn[code]}\n\n${code}`);
  app.exit(1);
}
