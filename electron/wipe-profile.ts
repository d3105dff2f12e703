import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { listSetAside } from './left-work.ts';
import { draftsInProfile, removeFolder } from './office/draft-folder.ts';
import { readIfThere } from './vault/atomic-file.ts';
import { journalFolder } from './workplace.ts';

/** Stands there while a profile is wiped: what a crash interrupts is no vault that got lost. */
const markIn = (profile: string) => path.join(profile, 'wiping');

/**
 * Removes everything of the person from the profile; `clearBrowser` what the browser keeps of it (replica and packs). The vault
 * first: without its master key nothing that is left, or that a disk still holds, can be read again.
 */
export async function wipeProfile(profile: string, clearBrowser: () => Promise<void>): Promise<void> {
  await writeFile(markIn(profile), '');
  await rm(path.join(profile, 'vault'), { force: true });
  await rm(journalFolder(profile), { recursive: true, force: true });
  for (const name of await listSetAside(profile)) await rm(path.join(profile, name), { recursive: true, force: true });
  await removeFolder(draftsInProfile(profile));
  await clearBrowser();
  for (const name of ['device-secret', 'trust-list.json', 'settings.json'])
    await rm(path.join(profile, name), { force: true });
  await rm(markIn(profile), { force: true });
}

/** Goes on with a wipe that was interrupted. */
export async function finishWipe(profile: string, clearBrowser: () => Promise<void>): Promise<void> {
  if (await readIfThere(markIn(profile))) await wipeProfile(profile, clearBrowser);
}
