import { SEALED_MORE_BYTES } from './seal.ts';

/**
 * Plain bytes in one encrypted chunk. Buffers of 1 MiB are mapped anew by Chromium each time, these are not: sealing and opening take
 * about half as long (decision 0053).
 */
export const CHUNK_BYTES = 512 * 1024;

/** Chunks of one blob that follow each other in a pack, the first at byte `at`. */
export interface ChunkRun {
  readonly pack: string;
  readonly at: number;
  readonly count: number;
}

/** Where the chunks of one blob lie; `complete` once the hash was checked. */
export interface BlobRef {
  readonly id: number;
  readonly sha: string;
  /** The Akte it was fetched for; its chunks share packs. */
  readonly akte: string;
  readonly sizeBytes: number;
  readonly complete: boolean;
  /** Plain bytes per chunk: a reference with another number than {@link CHUNK_BYTES} is of another format. */
  readonly chunkBytes: number;
  /** When its hash was checked last, and when it was opened last; ISO 8601. */
  readonly verifiedAt?: string;
  readonly usedAt?: string;
  readonly runs: readonly ChunkRun[];
}

/** A sealed chunk in a pack. */
export interface ChunkPlace {
  readonly pack: string;
  readonly at: number;
  readonly length: number;
}

/** Chunks that are here. */
export function chunkCount({ runs }: BlobRef): number {
  return runs.reduce((sum, { count }) => sum + count, 0);
}

/** Where a chunk lies; null when it is not here. */
export function chunkPlace(ref: BlobRef, index: number): ChunkPlace | null {
  let first = 0;
  for (const { pack, at, count } of ref.runs) {
    const inRun = index - first;
    if (inRun < count) return { pack, at: at + inRun * SEALED_CHUNK_BYTES, length: sealedLength(ref, index) };
    first += count;
  }
  return null;
}

/** Every chunk that is here, in order. */
export function chunkPlaces(ref: BlobRef): ChunkPlace[] {
  let index = 0;
  return ref.runs.flatMap(({ pack, at, count }) =>
    Array.from({ length: count }, (_, i) => ({
      pack,
      at: at + i * SEALED_CHUNK_BYTES,
      length: sealedLength(ref, index++),
    })),
  );
}

/** The reference with its next chunk at `at`. */
export function withChunk<R extends BlobRef>(ref: R, { pack, at }: Pick<ChunkPlace, 'pack' | 'at'>): R {
  const last = ref.runs.at(-1);
  const follows = last?.pack === pack && last.at + last.count * SEALED_CHUNK_BYTES === at;
  const runs = follows
    ? [...ref.runs.slice(0, -1), { ...last, count: last.count + 1 }]
    : [...ref.runs, { pack, at, count: 1 }];
  return { ...ref, runs };
}

const SEALED_CHUNK_BYTES = CHUNK_BYTES + SEALED_MORE_BYTES;

function sealedLength({ sizeBytes }: BlobRef, index: number): number {
  return Math.min(CHUNK_BYTES, sizeBytes - index * CHUNK_BYTES) + SEALED_MORE_BYTES;
}
