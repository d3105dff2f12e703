import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** The bytes of Versionen on disk: complete ones by their hash, incomplete ones per device. */
export interface BlobFiles {
  /** Path of a complete blob. */
  path(sha: string): string;
  /** Bytes of an upload that are safely on disk. */
  uploadedBytes(upload: Upload): Promise<number>;
  /** Appends at the end and returns after the bytes are on disk. */
  append(upload: Upload, bytes: Uint8Array): Promise<void>;
  /** Makes a finished upload a blob if its hash is right; answers whether it was. A wrong one is thrown away. */
  finish(upload: Upload): Promise<boolean>;
  /** Stores bytes that the server made itself and returns after they are on disk. */
  keep(sha: string, bytes: Uint8Array): Promise<void>;
  /** Stores complete bytes at once (seed). */
  put(sha: string, bytes: Uint8Array): Promise<void>;
}

/** An upload belongs to one device; two devices may send the same bytes at the same time. */
export interface Upload {
  readonly sha: string;
  readonly device: string;
}

/** Blobs in `folder`/blobs/ab/…, uploads in `folder`/uploads. */
export function openBlobFiles(folder: string): BlobFiles {
  const path = (sha: string) => join(folder, 'blobs', sha.slice(0, 2), sha);
  const uploadPath = ({ sha, device }: Upload) =>
    join(folder, 'uploads', createHash('sha256').update(`${device}/${sha}`).digest('hex'));
  return {
    path,
    uploadedBytes: (upload) =>
      stat(uploadPath(upload)).then(
        ({ size }) => size,
        () => 0,
      ),
    append: (upload, bytes) => writeSafely(uploadPath(upload), bytes, 'a'),
    async finish(upload) {
      const from = uploadPath(upload);
      const hash = createHash('sha256');
      await pipeline(createReadStream(from), hash);
      if (hash.digest('hex') !== upload.sha) {
        await rm(from);
        return false;
      }
      await moveSafely(from, path(upload.sha));
      return true;
    },
    async keep(sha, bytes) {
      const part = `${path(sha)}.${randomUUID()}.part`;
      await writeSafely(part, bytes, 'w');
      await moveSafely(part, path(sha));
    },
    async put(sha, bytes) {
      await mkdir(dirname(path(sha)), { recursive: true });
      const file = await open(path(sha), 'w');
      await file.writeFile(bytes);
      await file.close();
    },
  };
}

async function writeSafely(path: string, bytes: Uint8Array, flag: 'a' | 'w'): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const file = await open(path, flag, 0o600);
  try {
    await file.writeFile(bytes);
    await file.datasync();
  } finally {
    await file.close();
  }
}

/** A rename is durable only when the folder is on disk too. */
async function moveSafely(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await rename(from, to);
  const folder = await open(dirname(to), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
