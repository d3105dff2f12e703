import { AppError } from '../../shared/errors.ts';
import type { PackFiles } from './pack-files.ts';

const OPEN_FILES = 16;

/** Packs as files of one folder of the origin-private file system, through synchronous handles (worker only). */
export async function openOpfsPackFiles(folder: string): Promise<PackFiles> {
  const root = await navigator.storage.getDirectory();
  const directory = await root.getDirectoryHandle(folder, { create: true });
  const open = new Map<string, Promise<FileSystemSyncAccessHandle>>();

  const handle = async (pack: string): Promise<FileSystemSyncAccessHandle> => {
    const known = open.get(pack);
    if (known) return known;
    if (open.size >= OPEN_FILES) await close(open.keys().next().value ?? pack);
    const opening = directory.getFileHandle(pack, { create: true }).then((file) => file.createSyncAccessHandle());
    open.set(pack, opening);
    opening.catch(() => open.delete(pack));
    return opening;
  };
  const close = async (pack: string) => {
    const opened = open.get(pack);
    open.delete(pack);
    (await opened)?.close();
  };

  return {
    async write(pack, offset, bytes) {
      const file = await handle(pack);
      try {
        if (file.write(bytes, { at: offset }) !== bytes.length) throw new AppError('disk-full');
        file.flush();
      } catch (cause) {
        throw new AppError('disk-full', { cause });
      }
    },
    async read(pack, offset, length) {
      const bytes = new Uint8Array(length);
      const read = (await handle(pack)).read(bytes, { at: offset });
      return bytes.subarray(0, read);
    },
    async remove(pack) {
      await close(pack);
      await directory.removeEntry(pack).catch((error: unknown) => {
        if (!(error instanceof DOMException && error.name === 'NotFoundError')) throw error;
      });
    },
    async list() {
      const names: string[] = [];
      for await (const name of directory.keys()) names.push(name);
      return names;
    },
  };
}
