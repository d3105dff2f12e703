import { readdir, rename } from 'node:fs/promises';
import path from 'node:path';
import { syncFolder } from './vault/atomic-file.ts';
import { hasVault } from './vault/key-vault.ts';
import { journalFolder } from './workplace.ts';

/** Journals that were set aside, beside the one in use. */
const ASIDE = 'journal-beiseite-';

/** Whether a journal lies here without the vault that opens it: the profile is not a new one (R22). */
export async function hasLeftWork(profile: string): Promise<boolean> {
  if (await hasVault(profile)) return false;
  const names: string[] = await readdir(journalFolder(profile)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return names.includes('journal') || names.includes('zugriffe');
}

/** Names of the folders that {@link setLeftWorkAside} made. */
export async function listSetAside(profile: string): Promise<string[]> {
  return (await readdir(profile)).filter((name) => name.startsWith(ASIDE));
}

/** Keeps such a journal under a name of its own, whole, before a new one is begun (R22). */
export async function setLeftWorkAside(profile: string): Promise<void> {
  if (!(await hasLeftWork(profile))) return;
  const numbers = (await listSetAside(profile)).map((name) => Number(name.slice(ASIDE.length)) || 0);
  await rename(journalFolder(profile), path.join(profile, `${ASIDE}${Math.max(0, ...numbers) + 1}`));
  await syncFolder(profile);
}
