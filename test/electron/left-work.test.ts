import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { makeAppState } from '../../electron/app-state.ts';
import { setLeftWorkAside } from '../../electron/left-work.ts';
import { finishWipe, wipeProfile } from '../../electron/wipe-profile.ts';
import { tempFolder } from './temp-folder.ts';

const bytes = Buffer.from('sealed work');

/** A profile in which somebody worked; only the names matter here. */
async function usedProfile(): Promise<string> {
  const profile = await tempFolder();
  await mkdir(path.join(profile, 'journal/blobs'), { recursive: true });
  for (const name of ['vault', 'journal/journal', 'journal/zugriffe', 'journal/blobs/ab'])
    await writeFile(path.join(profile, name), bytes);
  return profile;
}

const clearBrowser = async () => undefined;

async function statusOf(profile: string, clear = clearBrowser) {
  const setting = { profile, clearBrowser: clear, policy: {}, vaultPlace: { keyring: null }, version: '1' };
  const settings = { language: 'de', theme: 'system', server: null, lockedAt: null, notify: true };
  type Parameters2 = Parameters<typeof makeAppState>;
  const state = await makeAppState(setting as unknown as Parameters2[0], settings as Parameters2[1]);
  const { phase, vaultMissing } = state.status();
  return { phase, vaultMissing };
}

test('R22: a profile with work in it whose vault is gone is told apart from a new one', async () => {
  const profile = await usedProfile();
  expect(await statusOf(profile)).toEqual({ phase: 'locked', vaultMissing: false });
  await rm(path.join(profile, 'vault'));
  expect(await statusOf(profile)).toEqual({ phase: 'einrichtung', vaultMissing: true });
  expect(await statusOf(await tempFolder())).toEqual({ phase: 'einrichtung', vaultMissing: false });
});

test('R22: such work is set aside whole, however often it happens, and never replaced', async () => {
  const profile = await usedProfile();
  await rm(path.join(profile, 'vault'));
  await setLeftWorkAside(profile);
  await mkdir(path.join(profile, 'journal'));
  await writeFile(path.join(profile, 'journal/zugriffe'), 'second');
  await setLeftWorkAside(profile);
  expect((await readdir(profile)).sort()).toEqual(['journal-beiseite-1', 'journal-beiseite-2']);
  for (const name of ['journal', 'zugriffe', 'blobs/ab'])
    expect(await readFile(path.join(profile, 'journal-beiseite-1', name))).toEqual(bytes);
  await setLeftWorkAside(profile);
  expect(await readdir(profile)).toHaveLength(2);
});

test('R22: a profile with its vault keeps its journal in place', async () => {
  const profile = await usedProfile();
  await setLeftWorkAside(profile);
  expect((await readdir(profile)).sort()).toEqual(['journal', 'vault']);
});

test('R22: a wipe that was interrupted goes on at the next start; it is no missing vault', async () => {
  const profile = await usedProfile();
  await mkdir(path.join(profile, 'journal-beiseite-1'));
  await writeFile(path.join(profile, 'wiping'), '');
  await rm(path.join(profile, 'vault'));
  expect(await statusOf(profile)).toEqual({ phase: 'einrichtung', vaultMissing: false });
  expect(await readdir(profile)).toEqual([]);
  const other = await usedProfile();
  await finishWipe(other, clearBrowser);
  expect(await readdir(other)).toContain('vault');
  await wipeProfile(other, clearBrowser);
  expect(await readdir(other)).toEqual([]);
});

test('S125: a wipe that is cut before the browser is empty empties it at the next start', async () => {
  const profile = await usedProfile();
  await writeFile(path.join(profile, 'device-secret'), bytes);
  const cut = () => Promise.reject(new Error('power cut'));
  await expect(wipeProfile(profile, cut)).rejects.toThrow('power cut');
  let isCleared = false;
  const clear = async () => {
    isCleared = true;
    return undefined;
  };
  expect(await statusOf(profile, clear)).toEqual({ phase: 'einrichtung', vaultMissing: false });
  expect([isCleared, await readdir(profile)]).toEqual([true, []]);
});

test('O13: a wipe takes drafts along that lay open and that nobody knows of any more', async () => {
  const profile = await usedProfile();
  await mkdir(path.join(profile, 'entwuerfe/0123456789abcdef'), { recursive: true });
  await writeFile(path.join(profile, 'entwuerfe/0123456789abcdef/Bescheid.odt'), bytes);
  await wipeProfile(profile, clearBrowser);
  expect(await readdir(profile)).toEqual([]);
});

test('R13: what an interrupted write or restore left of a vault is gone at the next start', async () => {
  const profile = await usedProfile();
  const left = ['vault.0123456789ab.new', 'device-secret.0123456789ab.new', 'journal/journal.0123456789ab.new'];
  for (const name of left) await writeFile(path.join(profile, name), bytes);
  await mkdir(path.join(profile, 'restoring/journal'), { recursive: true });
  await writeFile(path.join(profile, 'restoring/vault'), bytes);
  await statusOf(profile);
  expect((await readdir(profile, { recursive: true })).sort()).toEqual(
    ['journal', 'journal/blobs', 'journal/blobs/ab', 'journal/journal', 'journal/zugriffe', 'vault'].sort(),
  );
});
