import { createHash } from 'node:crypto';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { PracticeReady } from '../../shared/practice-messages.ts';

/** The word that starts the app for practice; it chooses nothing but the folder below the person's own. */
export const practiceSwitch = '--uebung';

/** Where everything of practice lies: a profile of its own below the real one. */
export const practiceFolder = (userData: string) => path.join(userData, 'uebung');

/** Says that a profile is one of practice, and which process uses it. */
const markIn = (profile: string) => path.join(profile, 'uebung.json');
/** Chromium's own lock on the profile, which the running process holds already. */
const isLock = (name: string) => /^(Singleton|lockfile)/.test(name);

/** Whether the profile was made for practice: it must never be opened as a real one. */
export const isPracticeProfile = (profile: string) => existsSync(markIn(profile));

/** Empties the folder of what an earlier practice left and marks it. Its keys ended with their process. */
export async function enterPracticeProfile(profile: string, pid: number): Promise<void> {
  clearPractice(profile);
  await mkdir(profile, { recursive: true, mode: 0o700 });
  await writeFile(markIn(profile), JSON.stringify({ pid }));
}

/** Removes everything of practice that can be removed now; what is still in use goes at the next start. */
export function clearPractice(profile: string): void {
  const names = existsSync(profile) ? readdirSync(profile).filter((name) => !isLock(name)) : [];
  for (const name of names) {
    try {
      rmSync(path.join(profile, name), { recursive: true, force: true });
    } catch {
      // In use by a process that is just ending.
    }
  }
}

/** At a start of the real app: what an ended practice left goes; one that runs is left alone. Never keeps the app from starting. */
export async function removeLeftPractice(userData: string): Promise<void> {
  const profile = practiceFolder(userData);
  if (!existsSync(profile) || (await isRunning(profile))) return;
  try {
    rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
  } catch {
    // Somebody looks into it; its keys are gone anyway, and the next start tries again.
  }
}

async function isRunning(profile: string): Promise<boolean> {
  try {
    const { pid } = JSON.parse(await readFile(markIn(profile), 'utf8')) as { readonly pid: number };
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Of another user's process one may not know more than that it is there.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Files of practice: the key, and the post that can be taken in. */
export interface PracticeFiles {
  readonly keyFile: string;
  readonly postFolder: string;
  /** The SHA-256 (hexadecimal) of each file of the post, as JSON. */
  readonly postList: string;
}

/** Where they lie in the profile. */
export const practiceFilesIn = (profile: string): PracticeFiles => ({
  keyFile: path.join(profile, 'Übungsschlüssel.p12'),
  postFolder: path.join(profile, 'Übungspost'),
  postList: path.join(profile, 'uebungspost.json'),
});

/** Lays the key file and the post ready. */
export async function writePracticeFiles(profile: string, { keyFile, post }: PracticeReady): Promise<void> {
  const files = practiceFilesIn(profile);
  await mkdir(files.postFolder, { recursive: true, mode: 0o700 });
  await writeFile(files.keyFile, keyFile, { mode: 0o600 });
  const shas = post.map(({ bytes }) => createHash('sha256').update(bytes).digest('hex'));
  await writeFile(files.postList, JSON.stringify(shas));
  for (const { name, bytes } of post) await writeFile(path.join(files.postFolder, path.basename(name)), bytes);
}
