import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { AppState } from '../../../electron/app-state.ts';
import { fileHandlers } from '../../../electron/handlers/file-handlers.ts';
import { makePickedFiles } from '../../../electron/picked-files.ts';
import { tempFolder } from '../temp-folder.ts';

test('P4: one file of several that cannot be read does not keep the others out', async () => {
  const folder = await tempFolder();
  await writeFile(path.join(folder, 'letter.pdf'), '%PDF-');
  const chooseFiles = async () => ['letter.pdf', 'gone.pdf'].map((name) => path.join(folder, name));
  const nothing = async () => null;
  // Picking only asks whether somebody is signed in.
  const state = { workplace: () => ({}) } as unknown as AppState;
  const handlers = fileHandlers(state, makePickedFiles(), {
    chooseFiles,
    chooseFolder: nothing,
    chooseTarget: nothing,
  });
  const picked = await handlers['files.pick']({});
  expect(picked.map(({ name, sizeBytes }) => [name, sizeBytes])).toEqual([
    ['letter.pdf', 5],
    ['gone.pdf', 0],
  ]);
});
