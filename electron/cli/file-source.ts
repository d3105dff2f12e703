import { closeSync, fstatSync, openSync, readSync, type Stats } from 'node:fs';
import { AppError } from '../../shared/errors.ts';
import type { ByteSource } from '../../shared/pdf/file/byte-source.ts';
import { largestPdfBytes } from '../../shared/pdf/file/pdf-file.ts';

/** An open file to read from; only the ranges asked for are ever in memory. */
export type FileSource = ByteSource & {
  /** Throws AppError 'pdf-changed-meanwhile' when the file is not the one that was opened any more. */
  requireUnchanged(): void;
  close(): void;
};

/** Opens a file; throws AppError 'file-not-found', and 'pdf-too-large' before anybody begins to copy it. */
export function openFileSource(path: string): FileSource {
  const descriptor = openOrRefuse(path);
  const before = fstatSync(descriptor);
  if (!before.isFile()) {
    closeSync(descriptor);
    throw new AppError('file-not-found');
  }
  if (before.size > largestPdfBytes) {
    closeSync(descriptor);
    throw new AppError('pdf-too-large');
  }
  const readInto = (offset: number, target: Uint8Array): void => {
    for (let filled = 0; filled < target.length; ) {
      const count = readSync(descriptor, target, filled, target.length - filled, offset + filled);
      if (count === 0) throw new AppError('pdf-changed-meanwhile');
      filled += count;
    }
  };
  return {
    size: before.size,
    readInto,
    read(offset, length) {
      const bytes = Buffer.allocUnsafeSlow(Math.max(0, Math.min(length, before.size - offset)));
      readInto(offset, bytes);
      return bytes;
    },
    requireUnchanged() {
      if (!isSame(before, fstatSync(descriptor))) throw new AppError('pdf-changed-meanwhile');
    },
    close: () => closeSync(descriptor),
  };
}

function openOrRefuse(path: string): number {
  try {
    return openSync(path, 'r');
  } catch (error) {
    throw new AppError('file-not-found', { cause: error });
  }
}

function isSame(a: Stats, b: Stats): boolean {
  return a.size === b.size && a.mtimeMs === b.mtimeMs && a.ino === b.ino;
}
