import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { lstat, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { isWhole } from './is-whole.ts';

/** More is no letter; it is left where it lies. */
export const mostDraftBytes = 200 * 1024 * 1024;

/** Where drafts lie while they are open outside, where no better place is. */
export const draftsInProfile = (profile: string) => path.join(profile, 'entwuerfe');

/**
 * Where drafts lie while they are open outside: `wanted` by policy, else on Linux in the memory of the session
 * (`XDG_RUNTIME_DIR`, gone with it), else in the profile. One folder for each profile.
 */
export async function officeBase(
  profile: string,
  { wanted, runtimeFolder }: { readonly wanted: string | undefined; readonly runtimeFolder: string | undefined },
): Promise<string> {
  const own = `aktentasche-${createHash('sha256').update(profile).digest('hex').slice(0, 12)}`;
  if (wanted !== undefined) return path.join(wanted, own);
  const isUsable =
    process.platform === 'linux' &&
    runtimeFolder !== undefined &&
    path.isAbsolute(runtimeFolder) &&
    (await stat(runtimeFolder).then(
      (found) => found.isDirectory() && found.uid === process.getuid?.() && (found.mode & 0o077) === 0,
      () => false,
    ));
  return isUsable ? path.join(runtimeFolder, own) : draftsInProfile(profile);
}

/** Makes a folder that only this person can read, and refuses one that somebody else laid there. */
export async function makePrivateFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const found = await lstat(folder);
  const isOwn = process.platform === 'win32' || (found.uid === process.getuid?.() && (found.mode & 0o077) === 0);
  if (!found.isDirectory() || !isOwn) throw new Error('not a private folder');
}

/** A name that every system takes and that leads nowhere; never empty. */
export function safeFileName(title: string, ending: string): string {
  const bare = title
    .normalize('NFC')
    .replace(/[^\p{L}\p{N} ._()-]/gu, ' ')
    .replace(/\s+/g, ' ')
    .slice(0, 80)
    .replace(/^[\s.~-]+|[\s.]+$/g, '');
  // Names of devices, with any ending (Windows).
  const isTaken = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(bare);
  return `${bare === '' || isTaken ? `Entwurf ${bare}`.trim() : bare}.${ending}`;
}

/** What a program saved in the folder or below it, by its path from there, and whether one of its lock files lies there. */
export async function lookIntoFolder(folder: string): Promise<{ names: readonly string[]; isOpenOutside: boolean }> {
  const found = await readdir(folder, { withFileTypes: true, recursive: true }).catch(
    async (error: NodeJS.ErrnoException) => {
      // Not when a folder in it has just gone.
      if (error.code === 'ENOENT' && !(await lstat(folder).catch(() => null))) return [];
      throw error;
    },
  );
  const files = found
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => path.relative(folder, path.join(parentPath, name)));
  return {
    names: files.filter((name) => name.split(path.sep).every(isSaved)),
    isOpenOutside: files.some((name) => isLockFile(path.basename(name))),
  };
}

/** What is on its way out of the folder: no program saves under this name. */
export const asideEnding = '.weg';

/** Whatever a person may have saved, under whatever ending; programs name what they throw away themselves otherwise. */
function isSaved(name: string): boolean {
  return !isLockFile(name) && !/^\.|^~|~$|\.(tmp|temp|bak|part)$/i.test(name);
}

/** LibreOffice writes `.~lock.Name.odt#`, Word `~$Name.docx`: whose name, never what is in the draft. */
function isLockFile(name: string): boolean {
  return name.startsWith('.~lock.') || name.startsWith('~$');
}

/** What a file was when it was looked at: another one, or another content, has another mark. */
export async function markOf(file: string): Promise<string | null> {
  const found = await lstat(file).catch(() => null);
  return found?.isFile() ? `${found.ino}:${found.mtimeMs}:${found.size}` : null;
}

/** The bytes of a file that is whole and did not change while it was read; null for any other. */
export async function readWhole(file: string): Promise<Buffer | null> {
  const before = await markOf(file);
  if (before === null) return null;
  const handle = await open(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0)).catch(() => null);
  if (!handle) return null;
  try {
    if ((await handle.stat()).size > mostDraftBytes) return null;
    const bytes = await handle.readFile();
    return (await markOf(file)) === before && isWhole(bytes, path.basename(file)) ? bytes : null;
  } finally {
    await handle.close();
  }
}

/** Gives every draft in a folder a name that no program knows: what is saved from now on is another file. */
export async function putAside(folder: string): Promise<void> {
  for (const name of (await lookIntoFolder(folder)).names)
    if (!name.endsWith(asideEnding)) await rename(path.join(folder, name), path.join(folder, name + asideEnding));
}

/**
 * Overwrites and removes what was put aside and temporary files, but no lock file and nothing saved since. What a program wrote
 * elsewhere, and what a solid-state disk keeps of overwritten blocks, this does not reach. Throws when a program holds a file.
 */
export async function wipeFolder(folder: string): Promise<void> {
  await wipe(folder, (name) => isLockFile(name) || (isSaved(name) && !name.endsWith(asideEnding)));
}

async function wipe(folder: string, isSpared: (name: string) => boolean): Promise<void> {
  const found = await readdir(folder, { withFileTypes: true, recursive: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    },
  );
  for (const entry of found) {
    if (entry.isDirectory() || isSpared(entry.name)) continue;
    const found = path.join(entry.parentPath, entry.name);
    const isAside = entry.isFile() && entry.name.endsWith(asideEnding);
    // Half overwritten, as a crash leaves it, it would be one that a program is still writing.
    const file = isAside ? `${found.slice(0, -asideEnding.length)}.tmp` : found;
    if (isAside) await rename(found, file);
    if (entry.isFile()) await overwrite(file);
    await rm(file, { force: true });
  }
}

/** Overwrites and removes everything in a folder that no program saves into any more, and the folder itself. */
export async function removeFolder(folder: string): Promise<void> {
  await wipe(folder, () => false);
  await rm(folder, { recursive: true, force: true });
}

async function overwrite(file: string): Promise<void> {
  const handle = await open(file, constants.O_RDWR | (constants.O_NOFOLLOW ?? 0));
  try {
    const { size } = await handle.stat();
    const zeros = Buffer.alloc(Math.min(size, 1024 * 1024));
    for (let at = 0; at < size; at += zeros.length) await handle.write(zeros, 0, Math.min(zeros.length, size - at), at);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
