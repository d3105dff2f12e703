import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { BlobStore, Upload } from './blob-store.ts';

/** Blobs in this process's memory; they end with it. */
export function openBlobMemory(): BlobStore {
  const blobs = new Map<string, Uint8Array>();
  const uploads = new Map<string, Uint8Array>();
  const nameOf = ({ sha, device }: Upload) => `${device}/${sha}`;
  return {
    sizeBytes: async (sha) => blobs.get(sha)?.length ?? null,
    async read(sha, range) {
      const bytes = blobs.get(sha);
      if (!bytes) throw new Error('no such blob');
      return Readable.from([Buffer.from(range ? bytes.subarray(range.start, range.end + 1) : bytes)]);
    },
    uploadedBytes: async (upload) => uploads.get(nameOf(upload))?.length ?? 0,
    async append(upload, _offset, bytes) {
      const name = nameOf(upload);
      uploads.set(name, Buffer.concat([uploads.get(name) ?? Buffer.alloc(0), bytes]));
    },
    async finish(upload) {
      const bytes = uploads.get(nameOf(upload)) ?? new Uint8Array();
      uploads.delete(nameOf(upload));
      if (createHash('sha256').update(bytes).digest('hex') !== upload.sha) return false;
      blobs.set(upload.sha, bytes);
      return true;
    },
    async keep(sha, bytes) {
      blobs.set(sha, bytes);
    },
  };
}
