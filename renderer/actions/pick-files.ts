import { AppError } from '../../shared/errors.ts';
import { call } from '../bridge-client.ts';

/** A file that the person chose; its bytes come once. */
export interface PickedFile {
  readonly id: string;
  readonly name: string;
  readonly sizeBytes: number;
  readonly read: () => Promise<Uint8Array>;
}

/** Opens the file picker of the operating system; empty when nothing was chosen. */
export async function pickFiles(): Promise<readonly PickedFile[]> {
  const picked = await call('files.pick', {});
  return picked.map(({ token, name, sizeBytes }) => ({
    id: token,
    name,
    sizeBytes,
    read: async () => {
      const response = await fetch(`/file/${token}`);
      if (!response.ok) throw new AppError('file-not-found');
      return new Uint8Array(await response.arrayBuffer());
    },
  }));
}

/** Files that the person dropped onto the window. */
export function droppedFiles(files: readonly File[]): readonly PickedFile[] {
  return files.map((file, index) => ({
    id: `${index} ${file.name}`,
    name: file.name,
    sizeBytes: file.size,
    read: async () => {
      try {
        return new Uint8Array(await file.arrayBuffer());
      } catch (cause) {
        // A folder, or a file that went away.
        throw new AppError('file-not-found', { cause });
      }
    },
  }));
}
