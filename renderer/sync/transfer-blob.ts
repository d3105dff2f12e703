import { bytesToHex } from '@noble/hashes/utils.js';
import { createWasmDigests } from '../../shared/crypto/wasm-digest.ts';
import { AppError, errorCode } from '../../shared/errors.ts';
import { MAX_PATCH_BYTES } from '../../shared/sync-protocol.ts';
import { CHUNK_BYTES } from '../replica/blob-ref.ts';
import type { BlobStore } from '../replica/blobs.ts';
import type { WantedBlob } from '../replica/open-blob.ts';
import type { Replica } from '../replica/replica.ts';
import { createSealer, type Sealer } from '../replica/seal.ts';
import type { ServerClient } from './server-client.ts';

const SMALL_PIECE_BYTES = 1024 * 1024;

/** A transfer's progress and its end. */
export interface Transfer {
  /** Bytes that arrived since the last call. */
  readonly onBytes: (count: number) => void;
  readonly signal: AbortSignal;
}

/** Fetches blobs; whoever wants one that is on its way waits for the same transfer. */
export type Downloads = (blob: WantedBlob, options: Transfer & { readonly key: Uint8Array }) => Promise<void>;

export function createDownloads(context: { readonly server: ServerClient; readonly replica: Replica }): Downloads {
  const running = new Map<string, { readonly transfer: Promise<void>; readonly signal: AbortSignal }>();
  const download: Downloads = async (blob, options) => {
    const shared = running.get(blob.sha);
    if (!shared) {
      const transfer = downloadBlob(context, blob, options).finally(() => running.delete(blob.sha));
      running.set(blob.sha, { transfer, signal: options.signal });
      return transfer;
    }
    try {
      await shared.transfer;
    } catch (error) {
      // Whoever began it does not want it any more: that is nobody else's end.
      if (!shared.signal.aborted || options.signal.aborted) throw error;
      await download(blob, options);
    }
  };
  return download;
}

/**
 * Fetches a blob into the replica, continuing behind the last complete chunk (at most 1 MiB comes twice). Its hash is
 * checked before it counts as here. `key` is wiped. Throws AppError 'blob-checksum' when the bytes are others.
 */
async function downloadBlob(
  context: { readonly server: ServerClient; readonly replica: Replica },
  blob: WantedBlob,
  options: Transfer & { readonly key: Uint8Array },
): Promise<void> {
  const { blobs } = context.replica;
  const sealer = await createSealer(options.key);
  if (blobs.has(blob.sha)) return;
  blobs.begin(blob.sha, blob.akte, blob.sizeBytes);
  const hash = await hashReceived(blobs, blob, sealer);
  const from = blobs.receivedBytes(blob.sha);
  if (from < blob.sizeBytes) {
    const init = { signal: options.signal, headers: { range: `bytes=${from}-` } };
    const answer = await context.server.request(`/v1/blobs/${blob.sha}`, init);
    if (!answer.body || (from > 0 && answer.status !== 206)) throw new AppError('server-answer-invalid');
    for await (const chunk of inChunks(answer.body)) {
      if (blobs.receivedBytes(blob.sha) + chunk.length > blob.sizeBytes) throw new AppError('blob-checksum');
      const whole = chunk.length === CHUNK_BYTES || blobs.receivedBytes(blob.sha) + chunk.length === blob.sizeBytes;
      if (!whole) throw new AppError('server-unreachable');
      // Sealed in another thread while it is hashed in this one.
      const stored = blobs.append(blob.sha, sealer, chunk);
      hash.update(chunk);
      await stored;
      options.onBytes(chunk.length);
    }
  }
  if (blobs.receivedBytes(blob.sha) < blob.sizeBytes) throw new AppError('server-unreachable');
  if (bytesToHex(hash.digest()) !== blob.sha) {
    await blobs.remove([blob.sha]);
    throw new AppError('blob-checksum');
  }
  await blobs.complete(blob.sha);
  context.replica.tell('blobs');
}

/** Reads a piece of a blob that is to be sent. */
export type ReadPiece = (offset: number, length: number) => Promise<{ bytes: Uint8Array; sizeBytes: number }>;

/** Sends a blob from where the server's copy ends (tus 1.0). Throws AppError 'blob-offset' when the server's end moved. */
export async function uploadBlob(
  server: ServerClient,
  blob: { readonly sha: string; readonly read: ReadPiece },
  { onBytes, signal }: Transfer,
): Promise<void> {
  const { sizeBytes } = await blob.read(0, 1);
  const begun = await server.request('/v1/blobs/uploads', {
    method: 'POST',
    signal,
    headers: {
      'tus-resumable': '1.0.0',
      'upload-length': String(sizeBytes),
      'upload-metadata': `sha256 ${btoa(blob.sha)}`,
    },
  });
  let offset = Number(begun.headers.get('upload-offset') ?? Number.NaN);
  if (!Number.isInteger(offset)) throw new AppError('server-answer-invalid');
  onBytes(offset);
  while (offset < sizeBytes) {
    const { bytes } = await blob.read(offset, pieceBytes(offset, sizeBytes));
    if (bytes.length === 0) throw new AppError('blob-incomplete');
    const piece = new Uint8Array(bytes);
    await server.request(`/v1/blobs/uploads/${blob.sha}`, {
      method: 'PATCH',
      signal,
      body: piece,
      headers: {
        'tus-resumable': '1.0.0',
        'content-type': 'application/offset+octet-stream',
        'upload-offset': String(offset),
        'upload-checksum': `sha256 ${await sha256Base64(piece)}`,
      },
    });
    offset += piece.length;
    onBytes(piece.length);
  }
}

/** The first pieces are small, so that a cut repeats at most 1 MiB; a large file that flows takes the largest piece. */
function pieceBytes(offset: number, sizeBytes: number): number {
  const piece = offset < 4 * SMALL_PIECE_BYTES ? SMALL_PIECE_BYTES : MAX_PATCH_BYTES;
  return Math.min(piece, sizeBytes - offset);
}

/** The hash of what is here already; when a power cut left it unreadable, the transfer begins anew (R136). */
async function hashReceived(blobs: BlobStore, { sha, akte, sizeBytes }: WantedBlob, sealer: Sealer) {
  const digests = await createWasmDigests();
  const hash = digests('sha256');
  try {
    for await (const chunk of blobs.read(sha, sealer)) hash.update(chunk);
    return hash;
  } catch (error) {
    if (errorCode(error) !== 'replica-damaged') throw error;
    await blobs.remove([sha]);
    blobs.begin(sha, akte, sizeBytes);
    return digests('sha256');
  }
}

/** Bytes of a stream in chunks of exactly {@link CHUNK_BYTES}, the last one shorter. A broken stream keeps whole chunks only. */
async function* inChunks(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const reader = body.getReader();
  let buffer = new Uint8Array(CHUNK_BYTES);
  let filled = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read().catch((cause: unknown) => {
        throw new AppError('server-unreachable', { cause });
      });
      if (done) break;
      for (let at = 0; at < value.length; ) {
        const count = Math.min(value.length - at, CHUNK_BYTES - filled);
        buffer.set(value.subarray(at, at + count), filled);
        filled += count;
        at += count;
        if (filled < CHUNK_BYTES) continue;
        yield buffer;
        buffer = new Uint8Array(CHUNK_BYTES);
        filled = 0;
      }
    }
    if (filled > 0) yield buffer.subarray(0, filled);
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

async function sha256Base64(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))));
}
