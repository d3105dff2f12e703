import { randomBytes } from 'node:crypto';
import { open, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../shared/errors.ts';

/**
 * Replaces a file as a whole: temporary file, fsync, rename, fsync of the folder. After a crash the old or the new content
 * is there. Throws AppError 'disk-full' (old content untouched) or 'journal-write-failed'.
 */
export async function replaceFile(file: string, content: Uint8Array | string): Promise<void> {
  // A name of its own: two writers of one file must not share a half-written one.
  const temporary = `${file}.${randomBytes(6).toString('hex')}.new`;
  try {
    const handle = await open(temporary, 'w', 0o600);
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
    await syncFolder(path.dirname(file));
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    throw diskError(error);
  }
}

/** Makes created, renamed and removed names durable. Windows has no such call: NTFS journals them itself. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A file's bytes, or null when there is none. */
export async function readIfThere(file: string): Promise<Buffer | null> {
  return readFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
}

/** 'disk-full' for a full disk or quota, otherwise 'journal-write-failed'. */
export function diskError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  return new AppError(isDiskFull(error) ? 'disk-full' : 'journal-write-failed', { cause: error });
}

/** Whether a write failed because the disk or the person's quota is used up. */
export function isDiskFull(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  return code === 'ENOSPC' || code === 'EDQUOT';
}
