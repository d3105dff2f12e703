import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import {
  clearPractice,
  enterPracticeProfile,
  isPracticeProfile,
  practiceFilesIn,
  practiceFolder,
  removeLeftPractice,
  writePracticeFiles,
} from '../../../electron/practice/practice-profile.ts';
import { tempFolder } from '../temp-folder.ts';

test('U2: practice begins empty, in a profile of its own that says what it is', async () => {
  const real = await tempFolder();
  writeFileSync(path.join(real, 'vault'), 'echt');
  const profile = practiceFolder(real);
  mkdirSync(profile);
  writeFileSync(path.join(profile, 'vault'), 'von gestern');
  writeFileSync(path.join(profile, 'SingletonLock'), '');
  expect(isPracticeProfile(profile)).toBe(false);
  await enterPracticeProfile(profile, process.pid);
  expect(readdirSync(profile).sort()).toEqual(['SingletonLock', 'uebung.json']);
  expect(isPracticeProfile(profile)).toBe(true);
  expect(isPracticeProfile(real)).toBe(false);
  expect(readdirSync(real).sort()).toEqual(['uebung', 'vault']);
});

test('U3: what practice leaves is removed, but never under one that runs', async () => {
  const real = await tempFolder();
  const profile = practiceFolder(real);
  await removeLeftPractice(real);
  await enterPracticeProfile(profile, process.pid);
  await writePracticeFiles(profile, {
    password: 'x',
    keyFile: Uint8Array.of(1),
    post: [{ name: '../a.pdf', bytes: Uint8Array.of(2) }],
  });
  expect(existsSync(practiceFilesIn(profile).keyFile)).toBe(true);
  expect(readdirSync(practiceFilesIn(profile).postFolder)).toEqual(['a.pdf']);
  await removeLeftPractice(real);
  expect(existsSync(profile)).toBe(true);
  // A process id that the system gives nobody.
  await enterPracticeProfile(profile, 2 ** 30);
  await removeLeftPractice(real);
  expect(existsSync(profile)).toBe(false);
  await enterPracticeProfile(profile, process.pid);
  clearPractice(profile);
  expect(readdirSync(profile)).toEqual([]);
});
