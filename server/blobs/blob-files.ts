import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { BlobStore, Upload } from './blob-store.ts';

/** Blobs in `folder`/blobs/ab/…, uploads in `folder`/uploads. */
export function openBlobFiles(folder: string): BlobStore {
  const path = (sha: string) => join(folder, 'blobs', sha.slice(0, 2), sha);
  const uploadPath = ({ sha, device }: Upload) =>
    join(folder, 'uploads', createHash('sha256').update(`${device}/${sha}`).digest('hex'));
  return {
    sizeBytes: (sha) => sizeOf(path(sha)),
    read: async (sha, range) => createReadStream(path(sha), range),
    uploadedBytes: async (upload) => (await sizeOf(uploadPath(upload))) ?? 0,
    append: (upload, _offset, bytes) => writeSafely(uploadPath(upload), bytes, 'a'),
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
  };
}

async function sizeOf(path: string): Promise<number | null> {
  return stat(path).then(
    ({ size }) => size,
    () => null,
  );
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
  const folder = dirname(to);
  const firstMade = await mkdir(folder, { recursive: true });
  await rename(from, to);
  await syncFolder(folder);
  // A new folder is durable only when the one above is.
  for (let made = folder; firstMade && made.length >= firstMade.length; made = dirname(made))
    await syncFolder(dirname(made));
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
