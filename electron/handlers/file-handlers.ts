import { access, constants, stat } from 'node:fs/promises';
import path from 'node:path';
import type { AppState } from '../app-state.ts';
import type { BridgeHandlers } from '../bridge-handlers.ts';
import { writeNotfallkopie } from '../notfallkopie.ts';
import type { PickedFiles } from '../picked-files.ts';
import { makeSavedCopies } from '../saved-copies.ts';

/** The pickers of the operating system. */
export interface FileEdge {
  readonly chooseFiles: () => Promise<readonly string[]>;
  readonly chooseFolder: () => Promise<string | null>;
  readonly chooseTarget: (name: string) => Promise<string | null>;
}

/** Files that the person picks, copies that leave, and the Notfallkopie. */
export function fileHandlers(
  state: AppState,
  picked: PickedFiles,
  edge: FileEdge,
): Pick<BridgeHandlers, 'files.pick' | 'files.saveCopy' | 'files.savePiece' | 'notfallkopie.write'> {
  const copies = makeSavedCopies();
  return {
    'files.pick': async () => {
      state.workplace();
      const paths = await edge.chooseFiles();
      return Promise.all(
        paths.map(async (file) => {
          return { token: picked.add(file), name: path.basename(file), sizeBytes: await readableBytes(file) };
        }),
      );
    },
    'files.saveCopy': async ({ name }) => {
      state.workplace();
      // A name from the record is a suggestion, never a path.
      const target = await edge.chooseTarget(path.basename(name));
      return target === null ? null : { token: await copies.begin(target) };
    },
    'files.savePiece': async ({ token, bytes, last }) => {
      await copies.append(token, bytes, last);
      return {};
    },
    'notfallkopie.write': async () => {
      state.workplace();
      const to = await edge.chooseFolder();
      return to === null ? null : writeNotfallkopie(state.setting.profile, to, state.setting.now());
    },
  };
}

/** 0 for what cannot be read, such as a file of somebody else: whoever reads it learns that, and the others go on. */
async function readableBytes(file: string): Promise<number> {
  try {
    await access(file, constants.R_OK);
    return (await stat(file)).size;
  } catch {
    return 0;
  }
}
