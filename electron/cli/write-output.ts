import { randomUUID } from 'node:crypto';
import { constants, copyFile, type FileHandle, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../shared/errors.ts';

/** An output in the making: a copy of the input in a temporary file beside OUT. */
export type PendingOutput = {
  /** Appends, syncs and renames to OUT, which is never seen half-written. */
  finish(baseSizeBytes: number, appended: Uint8Array): Promise<void>;
  /** Removes the temporary file. */
  discard(): Promise<void>;
};

/** Starts copying at once, so that it runs beside the digest. Nothing is at OUT before `finish`. */
export function beginOutput(input: string, output: string): PendingOutput {
  const temporary = path.join(path.dirname(output), `.${path.basename(output)}.${randomUUID()}.part`);
  const copying = copyFile(input, temporary, constants.COPYFILE_FICLONE | constants.COPYFILE_EXCL);
  // Looked at in finish; a rejection before that must not end the process.
  copying.catch(() => {});
  return {
    async finish(baseSizeBytes, appended) {
      try {
        await copying;
        await appendAndSync(temporary, baseSizeBytes, appended);
        await rename(temporary, output);
        await syncFolder(path.dirname(output));
      } catch (error) {
        throw asWriteError(error);
      }
    },
    async discard() {
      await copying.catch(() => {});
      await rm(temporary, { force: true });
    },
  };
}

async function appendAndSync(file: string, baseSizeBytes: number, appended: Uint8Array): Promise<void> {
  const handle: FileHandle = await open(file, 'r+');
  try {
    const { size } = await handle.stat();
    if (size !== baseSizeBytes) throw new AppError('pdf-changed-meanwhile');
    await handle.write(appended, 0, appended.length, baseSizeBytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The rename itself is durable only once the folder is. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  // Windows cannot open folders; renames are journalled there.
  await handle?.sync().catch(() => {});
  await handle?.close();
}

function asWriteError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const code = (error as NodeJS.ErrnoException).code;
  return new AppError(code === 'ENOSPC' || code === 'EDQUOT' ? 'disk-full' : 'file-not-writable', { cause: error });
}
