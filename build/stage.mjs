import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { inRoot, isRoot, testUser } from './repository.mjs';

const playwrightLoader = inRoot('node_modules/playwright-core/lib/server/electron/loader.js');

/**
 * Lays the built app and its runtime into a fresh folder of the system's temp directory, where an unprivileged user can
 * read them. Chromium's sandbox refuses root: as root, `launcher` starts Electron as user nobody; otherwise it is
 * Electron itself. Returns
 * - `folder`: the stage, mode 0711, because PostgreSQL and Chromium walk through it as other users
 * - `app`: the app folder, first argument of the launcher
 * - `launcher`: the executable that Playwright or a shell starts
 * - `profiles`: a folder in which the app may create its profiles
 * - `remove()`: deletes all of it
 */
export function stageApp(runtime) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'aktentasche-'));
  chmodSync(folder, 0o711);
  const app = path.join(folder, 'app');
  mkdirSync(app);
  cpSync(inRoot('package.json'), path.join(app, 'package.json'));
  if (existsSync(inRoot('dist'))) cpSync(inRoot('dist'), path.join(app, 'dist'), { recursive: true });
  const profiles = ownedFolder(folder, 'profiles');
  const launcher = isRoot ? writeLauncher(folder, stageRuntime(folder, runtime)) : runtime.executable;
  return { folder, app, launcher, profiles, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Creates a folder inside the stage that belongs to the user who runs the app. */
export function ownedFolder(stage, name) {
  const folder = path.join(stage, name);
  mkdirSync(folder, { mode: 0o755 });
  if (isRoot) chownSync(folder, testUser.uid, testUser.gid);
  return folder;
}

function stageRuntime(folder, runtime) {
  const electron = path.join(folder, 'electron');
  // Hard links take no time; a cache on another file system needs the copy.
  try {
    execFileSync('cp', ['-al', runtime.folder, electron], { stdio: 'ignore' });
  } catch {
    rmSync(electron, { recursive: true, force: true });
    execFileSync('cp', ['-a', runtime.folder, electron]);
  }
  chmodSync(electron, 0o755);
  return path.join(electron, 'electron');
}

/**
 * Writes a program into `folder` that starts `executable` as user nobody (who calls it is root), with a home of its
 * own. exec keeps the process id, so that whoever started the launcher can watch and end the app itself. Playwright's
 * loader may lie in a folder that nobody cannot read: the launcher names a copy.
 */
export function writeLauncher(folder, executable) {
  const loader = path.join(folder, 'loader.js');
  cpSync(playwrightLoader, loader);
  const home = ownedFolder(folder, 'home');
  const launcher = path.join(folder, 'launch');
  writeFileSync(
    launcher,
    `#!/bin/bash
set -e
words=()
for word in "$@"; do
  [[ $word == */electron/loader.js ]] && word='${loader}'
  words+=("$word")
done
export HOME='${home}' XDG_RUNTIME_DIR='${home}' XDG_CONFIG_HOME='${home}/.config' XDG_CACHE_HOME='${home}/.cache'
cd '${home}'
exec setpriv --reuid ${testUser.uid} --regid ${testUser.gid} --clear-groups -- '${executable}' "\${words[@]}"
`,
    { mode: 0o755 },
  );
  return launcher;
}
