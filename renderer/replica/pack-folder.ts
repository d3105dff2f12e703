import { AppError } from '../../shared/errors.ts';
import type { PackFiles } from './pack-files.ts';

const OPEN_FILES = 16;

/** A folder as the origin-private file system has it in workers. */
export interface PackFolder {
  getFileHandle(name: string, options: { create: true }): Promise<PackFile>;
  removeEntry(name: string): Promise<void>;
  keys(): AsyncIterable<string>;
}

interface PackFile {
  createSyncAccessHandle(): Promise<PackHandle>;
}

interface PackHandle {
  read(into: Uint8Array<ArrayBuffer>, options: { at: number }): number;
  write(bytes: Uint8Array<ArrayBuffer>, options: { at: number }): number;
  flush(): void;
  close(): void;
}

/** Packs as files of a folder, through synchronous handles, of which a file has one at most. */
export function packFilesIn(directory: PackFolder): PackFiles {
  /** The one used longest ago first. */
  const open = new Map<string, Promise<PackHandle>>();
  let turn: Promise<unknown> = Promise.resolve();

  // Opening, closing and removing wait for each other.
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = turn.then(work);
    turn = done.catch(() => undefined);
    return done;
  };
  const openFile = async (pack: string) =>
    (await directory.getFileHandle(pack, { create: true })).createSyncAccessHandle();

  /** Whoever awaits it directly uses the handle before a later caller can close it. */
  const handle = (pack: string): Promise<PackHandle> => {
    const known = open.get(pack);
    open.delete(pack);
    const [oldest] = open.keys();
    if (oldest !== undefined && open.size >= OPEN_FILES) void close(oldest).catch(() => undefined);
    const file = known ?? inTurn(() => openFile(pack));
    open.set(pack, file);
    if (known) return known;
    file.catch(() => open.get(pack) === file && open.delete(pack));
    return file;
  };
  const close = (pack: string): Promise<void> => {
    const opened = open.get(pack);
    open.delete(pack);
    return inTurn(async () => (await opened?.catch(() => undefined))?.close());
  };

  return {
    async write(pack, offset, bytes) {
      const file = await handle(pack);
      try {
        if (file.write(bytes, { at: offset }) !== bytes.length) throw new AppError('disk-full');
      } catch (cause) {
        throw new AppError('disk-full', { cause });
      }
    },
    async flush(pack) {
      const file = await handle(pack);
      try {
        file.flush();
      } catch (cause) {
        throw new AppError('disk-full', { cause });
      }
    },
    async read(pack, offset, length) {
      const file = await handle(pack);
      const bytes = new Uint8Array(length);
      return bytes.subarray(0, file.read(bytes, { at: offset }));
    },
    release: close,
    async remove(pack) {
      await close(pack);
      await inTurn(() => directory.removeEntry(pack)).catch((error: unknown) => {
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
