import type { PackFiles } from './pack-files.ts';
import { packFilesIn } from './pack-folder.ts';

/** Packs in one folder of the origin-private file system (worker only). */
export async function openOpfsPackFiles(folder: string): Promise<PackFiles> {
  const root = await navigator.storage.getDirectory();
  return packFilesIn(await root.getDirectoryHandle(folder, { create: true }));
}
