import { randomBytes } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../shared/errors.ts';
import { syncFolder } from './vault/atomic-file.ts';

/** Copies on their way out of the Aktentasche: the window gets tokens, never paths. */
export interface SavedCopies {
  /** Opens a temporary file beside `target`. Throws AppError 'file-not-writable'. */
  begin(target: string): Promise<string>;
  /** Appends; with `last` the copy is whole and takes its name. A failed copy leaves nothing behind. */
  append(token: string, bytes: Uint8Array, last: boolean): Promise<void>;
}

/** No copies under way. */
export function makeSavedCopies(): SavedCopies {
  const copies = new Map<string, { readonly target: string; readonly handle: FileHandle }>();
  return {
    async begin(target) {
      const token = randomBytes(16).toString('hex');
      try {
        copies.set(token, { target, handle: await open(unfinished(target), 'w', 0o600) });
      } catch (cause) {
        throw new AppError('file-not-writable', { cause });
      }
      return token;
    },
    async append(token, bytes, last) {
      const copy = copies.get(token);
      if (!copy) throw new AppError('not-found');
      const { handle, target } = copy;
      try {
        await handle.writeFile(bytes);
        if (!last) return;
        await handle.sync();
        await handle.close();
        await rename(unfinished(target), target);
        await syncFolder(path.dirname(target));
      } catch (cause) {
        copies.delete(token);
        await handle.close().catch(() => undefined);
        await rm(unfinished(target), { force: true });
        throw new AppError((cause as NodeJS.ErrnoException).code === 'ENOSPC' ? 'disk-full' : 'file-not-writable', {
          cause,
        });
      }
      copies.delete(token);
    },
  };
}

const unfinished = (target: string) => `${target}.unfinished`;
