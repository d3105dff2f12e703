import type { Readable } from 'node:stream';

/** The bytes of Versionen: complete ones by their hash, incomplete ones per device. Two stores: files and a bucket. */
export interface BlobStore {
  /** Bytes of a complete blob; null when it is not here. */
  sizeBytes(sha: string): Promise<number | null>;
  /** A complete blob or a part of it, ends inclusive. The stream fails when the blob is not here. */
  read(sha: string, range?: { readonly start: number; readonly end: number }): Promise<Readable>;
  /** Bytes of an upload that are safely stored, without a hole. */
  uploadedBytes(upload: Upload): Promise<number>;
  /** Adds bytes at `offset`, which is the end, and returns when they are safely stored. */
  append(upload: Upload, offset: number, bytes: Uint8Array): Promise<void>;
  /** Makes a finished upload a blob if its hash is right; answers whether it was. A wrong one is thrown away. */
  finish(upload: Upload): Promise<boolean>;
  /** Stores bytes that the server made itself and returns when they are safely stored. */
  keep(sha: string, bytes: Uint8Array): Promise<void>;
}

/** An upload belongs to one device; two devices may send the same bytes at the same time. */
export interface Upload {
  readonly sha: string;
  readonly device: string;
}
