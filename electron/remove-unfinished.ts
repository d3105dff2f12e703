import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { journalFolder } from './workplace.ts';

/** What {@link replaceFile} writes before it takes the name. */
const UNFINISHED = /\.[0-9a-f]{12}\.new$/;

/**
 * Removes what a crash in the middle of a write or of a restore left: a copy of the vault opens with the passphrase of that
 * time, whatever the person changed or handed back since. Before anything is open, because a write under way looks alike.
 */
export async function removeUnfinished(profile: string): Promise<void> {
  for (const folder of [profile, journalFolder(profile)]) {
    const names: string[] = await readdir(folder).catch(() => []);
    for (const name of names) if (UNFINISHED.test(name)) await rm(path.join(folder, name), { force: true });
  }
  await rm(path.join(profile, 'restoring'), { recursive: true, force: true });
}
