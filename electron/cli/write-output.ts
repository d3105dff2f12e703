import { randomUUID } from 'node:crypto';
import { closeSync, constants, fstatSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';
import { copyFile, rm } from 'node:fs/promises';
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
  let isRenamed = false;
  return {
    async finish(baseSizeBytes, appended) {
      try {
        await copying;
        appendAndSync(temporary, baseSizeBytes, appended);
        renameSync(temporary, output);
        isRenamed = true;
        syncFolder(path.dirname(output));
      } catch (error) {
        throw asWriteError(error);
      }
    },
    async discard() {
      await copying.catch(() => {});
      if (!isRenamed) await rm(temporary, { force: true });
    },
  };
}

// A command has nothing else to do meanwhile, so it waits in place: a way through the thread pool per step costs more.
function appendAndSync(file: string, baseSizeBytes: number, appended: Uint8Array): void {
  const descriptor = openSync(file, 'r+');
  try {
    if (fstatSync(descriptor).size !== baseSizeBytes) throw new AppError('pdf-changed-meanwhile');
    for (let done = 0; done < appended.length; ) {
      done += writeSync(descriptor, appended, done, appended.length - done, baseSizeBytes + done);
    }
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** The rename itself is durable only once the folder is. Windows cannot open folders; renames are journalled there. */
function syncFolder(folder: string): void {
  let descriptor: number | null = null;
  try {
    descriptor = openSync(folder, 'r');
    fsyncSync(descriptor);
  } catch {
    // Nothing better is to be had on this file system.
  } finally {
    if (descriptor !== null) closeSync(descriptor);
  }
}

function asWriteError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const code = (error as NodeJS.ErrnoException).code;
  return new AppError(code === 'ENOSPC' || code === 'EDQUOT' ? 'disk-full' : 'file-not-writable', { cause: error });
}
