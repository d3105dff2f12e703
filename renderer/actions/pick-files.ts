import type { BridgeOutput } from '../../shared/bridge.ts';
import { AppError } from '../../shared/errors.ts';
import { call } from '../bridge-client.ts';
import { isPractice } from '../state/practice.ts';

/** A file that the person chose; its bytes come once. */
export interface PickedFile {
  readonly id: string;
  readonly name: string;
  readonly sizeBytes: number;
  readonly read: () => Promise<Uint8Array>;
}

/** Opens the file picker of the operating system; empty when nothing was chosen. */
export async function pickFiles(): Promise<readonly PickedFile[]> {
  return (await call('files.pick', {})).map(pickedFile);
}

/** A file that main offers under a token. */
export function pickedFile({ token, name, sizeBytes }: BridgeOutput<'files.pick'>[number]): PickedFile {
  return {
    id: token,
    name,
    sizeBytes,
    read: async () => {
      const response = await fetch(`/file/${token}`);
      if (!response.ok || !response.body) throw new AppError('file-not-found');
      return readInPlace(response.body, Number(response.headers.get('Content-Length')));
    },
  };
}

/** Files that the person dropped onto the window. Throws AppError 'practice-foreign-file' in practice, which takes nothing from outside. */
export function droppedFiles(files: readonly File[]): readonly PickedFile[] {
  if (isPractice()) throw new AppError('practice-foreign-file');
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

/** `arrayBuffer()` would hold a large file twice for a moment. Throws AppError 'pdf-changed-meanwhile' when it is not as long. */
async function readInPlace(body: ReadableStream<Uint8Array>, sizeBytes: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(sizeBytes);
  const reader = body.getReader();
  let filled = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    if (filled + value.length > sizeBytes) throw new AppError('pdf-changed-meanwhile');
    bytes.set(value, filled);
    filled += value.length;
  }
  if (filled !== sizeBytes) throw new AppError('pdf-changed-meanwhile');
  return bytes;
}
