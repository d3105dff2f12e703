import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ownedFolder, writeLauncher } from './stage.mjs';

const packageName = 'aktentasche';
const watchedFolders = ['/etc', '/opt', '/usr', '/var/lib'];
const noise = /^\/var\/lib\/(dpkg|apt)\/|\/__pycache__\/|^\/etc\/ld\.so\.cache$/;

/** Where the package puts the app. */
export const installedExecutable = '/opt/Aktentasche/aktentasche';

/** The command that the package gives every user. */
export const installedCommand = '/usr/bin/aktentasche';

/** Installs a .deb with whatever it depends on; throws with apt's words when that fails. */
export function installDeb(file) {
  apt(['install', '--yes', '--quiet', '--no-install-recommends', '--allow-downgrades', '--reinstall', file]);
}

/** Removes the package as an administrator does, configuration included. */
export function purgeDeb() {
  apt(['purge', '--yes', '--quiet', packageName]);
}

/** True while the package is installed. */
export function isInstalled() {
  const status = spawnSync('dpkg-query', ['--status', packageName], { encoding: 'utf8' });
  return status.stdout.includes('install ok installed');
}

/** Lists every path of the system's own folders; compare two lists to see what an installation leaves. */
export function listSystemFiles() {
  const found = execFileSync('find', [...watchedFolders, '-xdev'], { encoding: 'utf8', maxBuffer: 512 * 1024 * 1024 });
  return new Set(found.split('\n').filter((file) => file && !noise.test(file)));
}

/** Paths that are new since `before` and belong to no installed package. */
export function listLeftovers(before) {
  const added = [...listSystemFiles()].filter((file) => !before.has(file));
  return added.filter((file) => spawnSync('dpkg-query', ['-S', file], { stdio: 'ignore' }).status !== 0);
}

/** A temporary home for user nobody and a launcher that starts the installed app there. */
export function prepareOrdinaryUser() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'aktentasche-user-'));
  chmodSync(folder, 0o711);
  return {
    launcher: writeLauncher(folder, installedCommand),
    profiles: ownedFolder(folder, 'profiles'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function apt(words) {
  const result = spawnSync('apt-get', words, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (result.status !== 0) throw new Error(`apt-get ${words[0]} failed:\n${result.stdout}${result.stderr}`);
}
