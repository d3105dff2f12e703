import { existsSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** The repository's root folder. */
export const root = path.resolve(import.meta.dirname, '..');

/** The repository's package.json. */
export const packageJson = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));

/** Joins names to a path inside the repository. */
export const inRoot = (...names) => path.join(root, ...names);

/** Folder for what may be downloaded again: `AKTENTASCHE_CACHE`, else the user's cache folder. */
export const cacheFolder =
  process.env.AKTENTASCHE_CACHE ??
  path.join(process.env.XDG_CACHE_HOME ?? path.join(os.homedir(), '.cache'), 'aktentasche-build');

/** True when the running user is root (never on Windows). */
export const isRoot = process.getuid?.() === 0;

/** True on Debian and its relatives, where apt can be asked for packages. */
export const isDebian = existsSync('/etc/debian_version');

/** The unprivileged user that starts Electron when the commands run as root: `nobody` on Linux. */
export const testUser = { uid: 65534, gid: 65534 };
