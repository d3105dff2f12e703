import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { BlobStore, Upload } from './blob-store.ts';
import { type Bucket, openBucket } from './bucket.ts';
import type { BucketSettings } from './bucket-settings.ts';

/** Size of the parts that a large blob is put together from, bytes; S3 takes none below 5 MiB but the last. */
const PART_BYTES = 8 * 1024 * 1024;

interface Piece {
  readonly key: string;
  readonly offset: number;
  readonly sizeBytes: number;
}

/**
 * Blobs in an S3-compatible store: `blobs/ab/…` complete, `uploads/…/OFFSET` one object per piece of an upload, because an
 * object cannot grow. A finished upload is read once, hashed and put together on the way; it appears only when its hash is
 * right.
 */
export function openBlobBucket(settings: BucketSettings): BlobStore {
  const bucket = openBucket(settings);
  const keyOf = (sha: string) => `blobs/${sha.slice(0, 2)}/${sha}`;
  return {
    sizeBytes: (sha) => bucket.sizeBytes(keyOf(sha)),
    async read(sha, range) {
      const body = await bucket.get(keyOf(sha), range);
      return Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]);
    },
    uploadedBytes: (upload) => listPieces(bucket, upload).then(lengthOf),
    append: (upload, offset, bytes) =>
      bytes.byteLength === 0 ? Promise.resolve() : bucket.put(`${folderOf(upload)}${digits(offset)}`, bytes),
    async finish(upload) {
      const pieces = await listPieces(bucket, upload);
      const isRight = await assemble(bucket, pieces, { key: keyOf(upload.sha), sha: upload.sha });
      for (const { key } of pieces) await bucket.remove(key);
      return isRight;
    },
    keep: (sha, bytes) => bucket.put(keyOf(sha), bytes),
  };
}

/** The pieces from the beginning on, as far as there is no hole. */
async function listPieces(bucket: Bucket, upload: Upload): Promise<readonly Piece[]> {
  const folder = folderOf(upload);
  const all = (await bucket.list(folder)).map(({ key, sizeBytes }) => ({
    key,
    sizeBytes,
    offset: Number(key.slice(folder.length)),
  }));
  const pieces: Piece[] = [];
  for (const piece of all) if (piece.offset === lengthOf(pieces)) pieces.push(piece);
  return pieces;
}

function lengthOf(pieces: readonly Piece[]): number {
  const last = pieces.at(-1);
  return last ? last.offset + last.sizeBytes : 0;
}

/** Answers whether the pieces have the hash; then they are the blob. */
async function assemble(
  bucket: Bucket,
  pieces: readonly Piece[],
  { key, sha }: { readonly key: string; readonly sha: string },
): Promise<boolean> {
  const hash = createHash('sha256');
  const parts = readParts(bucket, pieces, hash);
  const first = (await parts.next()).value ?? new Uint8Array();
  if (lengthOf(pieces) <= PART_BYTES) {
    const isRight = hash.digest('hex') === sha;
    if (isRight) await bucket.put(key, first);
    return isRight;
  }
  const large = await bucket.beginLarge(key);
  try {
    await large.addPart(first);
    for await (const part of parts) await large.addPart(part);
    if (hash.digest('hex') === sha) {
      await large.complete();
      return true;
    }
  } catch (error) {
    await large.abort().catch(() => undefined);
    throw error;
  }
  await large.abort();
  return false;
}

/** The bytes of the pieces in parts of {@link PART_BYTES}, the last one shorter; each is hashed before it is given out. */
async function* readParts(
  bucket: Bucket,
  pieces: readonly Piece[],
  hash: ReturnType<typeof createHash>,
): AsyncGenerator<Uint8Array> {
  let waiting = Buffer.alloc(0);
  for (const { key } of pieces) {
    const bytes = Buffer.from(await new Response(await bucket.get(key)).arrayBuffer());
    hash.update(bytes);
    waiting = Buffer.concat([waiting, bytes]);
    while (waiting.byteLength > PART_BYTES) {
      yield waiting.subarray(0, PART_BYTES);
      waiting = waiting.subarray(PART_BYTES);
    }
  }
  if (waiting.byteLength > 0) yield waiting;
}

function folderOf({ sha, device }: Upload): string {
  return `uploads/${createHash('sha256').update(`${device}/${sha}`).digest('hex')}/`;
}

/** Names sort as numbers do. */
function digits(offset: number): string {
  return String(offset).padStart(16, '0');
}
