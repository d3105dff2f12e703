import { createHash, createHmac, type Hash } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { AppError, errorCode } from '../../shared/errors.ts';
import { queue } from '../queue.ts';
import { diskError, syncFolder } from '../vault/atomic-file.ts';
import { deriveKey, SEAL_OVERHEAD_BYTES, seal, unseal } from '../vault/sealed-box.ts';

/** Plaintext of one chunk, bytes. */
const CHUNK_BYTES = 1024 * 1024;
const SEALED_CHUNK_BYTES = CHUNK_BYTES + SEAL_OVERHEAD_BYTES;
/** In front of the chunks: the sealed SHA-256, because the file name is opaque. */
const HEAD_BYTES = 32 + SEAL_OVERHEAD_BYTES;
/** Largest answer of one read, bytes. */
const MAX_READ_BYTES = 8 * 1024 * 1024;

/** Bytes that the server has not acknowledged, encrypted, one file per content: `<folder>/<HMAC of the sha>`. */
export interface JournalBlobs {
  /** Pieces in order from offset 0; `last` checks the hash and fsyncs file and folder. Throws 'blob-offset', 'blob-checksum', 'disk-full'. */
  write(piece: { sha: string; offset: number; bytes: Uint8Array; last: boolean }): Promise<void>;
  /** Throws AppError 'not-found' or 'journal-damaged'. */
  read(part: {
    sha: string;
    offset: number;
    length: number;
  }): Promise<{ bytes: Uint8Array<ArrayBuffer>; sizeBytes: number }>;
  /** The readable ones. */
  list(): Promise<{ sha: string; sizeBytes: number }[]>;
  drop(sha: string): Promise<void>;
}

interface Upload {
  readonly handle: FileHandle;
  readonly hash: Hash;
  sizeBytes: number;
  chunks: number;
  /** Plaintext that does not fill a chunk yet. */
  rest: Buffer;
}

/** Opens the folder; half-written files of an earlier run are removed, because their writer never heard "gespeichert". */
export async function openJournalBlobs(folder: string, key: Uint8Array): Promise<JournalBlobs> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const name of await readdir(folder)) if (name.endsWith('.part')) await rm(path.join(folder, name));
  const nameKey = deriveKey(key, 'blob-name');
  const headKey = deriveKey(key, 'blob-head');
  const uploads = new Map<string, Upload>();
  const inTurn = queue();
  const nameOf = (sha: string) => createHmac('sha256', nameKey).update(sha).digest('hex').slice(0, 40);
  const fileOf = (sha: string) => path.join(folder, nameOf(sha));
  const partOf = (sha: string) => `${fileOf(sha)}.part`;

  async function begin(sha: string): Promise<Upload> {
    await abandon(sha);
    const handle = await open(partOf(sha), 'w', 0o600);
    const upload = { handle, hash: createHash('sha256'), sizeBytes: 0, chunks: 0, rest: Buffer.alloc(0) };
    uploads.set(sha, upload);
    await handle.writeFile(seal(headKey, nameOf(sha), Buffer.from(sha, 'hex')));
    return upload;
  }

  async function abandon(sha: string): Promise<void> {
    await uploads
      .get(sha)
      ?.handle.close()
      .catch(() => {});
    uploads.delete(sha);
    await rm(partOf(sha), { force: true });
  }

  async function writePiece(sha: string, upload: Upload, bytes: Uint8Array, last: boolean): Promise<void> {
    upload.hash.update(bytes);
    upload.sizeBytes += bytes.length;
    let plain = Buffer.concat([upload.rest, bytes]);
    const sealed: Buffer[] = [];
    // The final chunk is sealed as such, so that a shortened file is noticed; a full one waits for what follows.
    while (plain.length > CHUNK_BYTES || (last && plain.length > 0)) {
      const chunk = plain.subarray(0, CHUNK_BYTES);
      plain = plain.subarray(chunk.length);
      sealed.push(seal(chunkKey(key, sha), chunkContext(upload.chunks++, last && plain.length === 0), chunk));
    }
    upload.rest = Buffer.from(plain);
    await upload.handle.writeFile(Buffer.concat(sealed));
  }

  async function finish(sha: string, upload: Upload): Promise<void> {
    if (upload.hash.digest('hex') !== sha) throw new AppError('blob-checksum');
    await upload.handle.sync();
    await upload.handle.close();
    uploads.delete(sha);
    await rename(partOf(sha), fileOf(sha));
    await syncFolder(folder);
  }

  async function write(piece: { sha: string; offset: number; bytes: Uint8Array; last: boolean }): Promise<void> {
    const { sha, offset, bytes, last } = piece;
    try {
      const upload = offset === 0 ? await begin(sha) : uploads.get(sha);
      if (!upload || upload.sizeBytes !== offset) throw new AppError('blob-offset');
      await writePiece(sha, upload, bytes, last);
      if (last) await finish(sha, upload);
    } catch (error) {
      await abandon(sha).catch(() => {});
      throw diskError(error);
    }
  }

  async function openBlob(sha: string): Promise<FileHandle> {
    return open(fileOf(sha), 'r').catch((error: NodeJS.ErrnoException) => {
      throw error.code === 'ENOENT' ? new AppError('not-found') : error;
    });
  }

  async function read(part: { sha: string; offset: number; length: number }) {
    const handle = await openBlob(part.sha);
    try {
      const sizeBytes = plainSize((await handle.stat()).size);
      const start = Math.min(part.offset, sizeBytes);
      const end = Math.min(sizeBytes, start + Math.min(part.length, MAX_READ_BYTES));
      const first = Math.floor(start / CHUNK_BYTES);
      const chunks: Buffer[] = [];
      for (let index = first; index * CHUNK_BYTES < end; index++)
        chunks.push(await readChunk(handle, part.sha, index, sizeBytes));
      const from = start - first * CHUNK_BYTES;
      return { bytes: new Uint8Array(Buffer.concat(chunks).subarray(from, from + end - start)), sizeBytes };
    } finally {
      await handle.close();
    }
  }

  async function readChunk(handle: FileHandle, sha: string, index: number, sizeBytes: number): Promise<Buffer> {
    const isLast = (index + 1) * CHUNK_BYTES >= sizeBytes;
    const sealed = await readAt(handle, HEAD_BYTES + index * SEALED_CHUNK_BYTES, SEALED_CHUNK_BYTES);
    const plain = unseal(chunkKey(key, sha), chunkContext(index, isLast), sealed);
    if (!plain) throw new AppError('journal-damaged');
    return plain;
  }

  async function describe(name: string): Promise<{ sha: string; sizeBytes: number }> {
    const handle = await open(path.join(folder, name), 'r');
    try {
      const sha = unseal(headKey, name, await readAt(handle, 0, HEAD_BYTES));
      if (!sha) throw new AppError('journal-damaged');
      return { sha: sha.toString('hex'), sizeBytes: plainSize((await handle.stat()).size) };
    } finally {
      await handle.close();
    }
  }

  /** null for a damaged file: it stays on the disk, and everything else can be worked with. */
  async function describeWhole(name: string) {
    return describe(name).catch((error: unknown) => {
      if (errorCode(error) === 'journal-damaged') return null;
      throw error;
    });
  }

  return {
    write: (piece) => inTurn(() => write(piece)),
    read,
    list: async () => {
      const names = (await readdir(folder)).filter((name) => /^[0-9a-f]{40}$/.test(name));
      const found = await Promise.all(names.map(describeWhole));
      return found.filter((blob) => blob !== null);
    },
    drop: (sha) =>
      inTurn(async () => {
        await rm(fileOf(sha), { force: true });
        await syncFolder(folder);
      }),
  };
}

const chunkKey = (key: Uint8Array, sha: string) => deriveKey(key, `blob-content|${sha}`);
const chunkContext = (index: number, isLast: boolean) => `chunk|${index}|${isLast ? 'last' : 'more'}`;

async function readAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}

/** Plaintext size of a blob file, bytes. */
function plainSize(fileBytes: number): number {
  const body = Math.max(0, fileBytes - HEAD_BYTES);
  return body - Math.ceil(body / SEALED_CHUNK_BYTES) * SEAL_OVERHEAD_BYTES;
}
