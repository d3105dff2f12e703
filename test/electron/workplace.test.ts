import { rm, stat, truncate } from 'node:fs/promises';
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

test.each(['journal', 'zugriffe'] as const)('R2: a cut at the end of %s is told', async (name) => {
  const place = vaultPlace(await tempFolder());
  const { vault } = await createVault(place, PASSPHRASE, sampleSecrets());
  const first = await openWorkplace(place.folder, vault, now);
  await first.journal.append([sampleChange('a')]);
  await first.zugriffe.record({ action: 'lock', objects: [], purpose: 'lock' });
  await Promise.all([first.journal.end(), first.zugriffe.end()]);
  const file = path.join(place.folder, 'journal', name);
  await truncate(file, (await stat(file)).size - 1);
  const again = await openWorkplace(place.folder, await unlockVault(place, PASSPHRASE), now);
  const told = { journal: again.journal.cutAtTail, zugriffe: again.zugriffe.cutAtTail };
  await Promise.all([again.journal.end(), again.zugriffe.end()]);
  expect(told).toEqual({ journal: false, zugriffe: false, [name]: true });
});
