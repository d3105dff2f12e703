import { rm } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { createVault, unlockVault } from '../../electron/vault/key-vault.ts';
import { openWorkplace } from '../../electron/workplace.ts';
import { sampleChange } from './sample-change.ts';
import { PASSPHRASE, sampleSecrets, vaultPlace } from './sample-vault.ts';
import { tempFolder } from './temp-folder.ts';

const now = () => new Date('2026-11-22T08:12:00Z');

test.each(['journal', 'zugriffe'])('R2: a lost file %s is told, never begun anew at number 1', async (name) => {
  const place = vaultPlace(await tempFolder());
  const { vault } = await createVault(place, PASSPHRASE, sampleSecrets());
  const { journal, zugriffe } = await openWorkplace(place.folder, vault, now);
  await journal.append([sampleChange('a')]);
  await Promise.all([journal.end(), zugriffe.end()]);
  await rm(path.join(place.folder, 'journal', name));
  const again = openWorkplace(place.folder, await unlockVault(place, PASSPHRASE), now);
  await expect(again).rejects.toMatchObject({ code: 'journal-damaged' });
});
