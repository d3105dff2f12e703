import { vertraulichkeitsstufen } from '../../shared/akte.ts';
import { rankOf } from '../../shared/behoerdenprofil.ts';
import { AppError, type ErrorCode, errorCode } from '../../shared/errors.ts';
import type { RangeFile } from '../ranges/lend-file.ts';
import type { Commands } from '../replica-api.ts';
import { CHUNK_BYTES } from './blob-ref.ts';
import type { Replica } from './replica.ts';
import { createSealer } from './seal.ts';
import { deputyFacts } from './vertretung.ts';

/** What a download needs to know of a Version. */
export interface WantedBlob {
  readonly sha: string;
  readonly sizeBytes: number;
  readonly akte: string;
  readonly dokument: string;
}

/** Fetches a blob into the replica. Throws AppError 'version-not-here' when there is no connection. */
export type FetchBlob = (blob: WantedBlob, key: Uint8Array) => Promise<void>;

/** Bytes of a Version that can be read in ranges, under the access record that opened them. */
export interface OpenBlob extends RangeFile {
  /** SHA-256 that the record names, lower-case hexadecimal. */
  readonly sha: string;
}

type ReadChunk = (index: number) => Promise<Uint8Array<ArrayBuffer>>;

/**
 * Opens a blob after the access record is on disk, wherever its bytes lie (Z1, R50); only the chunk read last stays in
 * memory. Every chunk is authenticated; damaged ones are thrown away and the blob is fetched again.
 */
export async function openBlob(
  replica: Replica,
  fetchBlob: FetchBlob,
  blob: WantedBlob,
  { action, purpose }: Pick<Commands['readVersion']['input'], 'action' | 'purpose'>,
): Promise<OpenBlob> {
  const { sha, akte, dokument } = blob;
  const { keys } = await replica.main.call('keys.release', {
    action,
    purpose,
    objects: [{ akte, dokument, sha }],
    ...(action === 'print' && (await levelFacts(replica, dokument))),
    ...deputyFacts(replica, dokument),
  });
  const key = keys[0];
  if (!key) throw new AppError('version-not-here');
  return openReleased(replica, fetchBlob, blob, key);
}

/**
 * The Vertraulichkeit by which main decides whether a Dokument is printed: the higher one of what the agency knows and what the
 * person changed and has not sent. None where its Akte is not here.
 */
async function levelFacts(replica: Replica, id: string) {
  const { akte, dokument } = replica.tables;
  const of = dokument.akte(dokument.row(id)) ?? '';
  const pulled = await replica.store.read('akte', of);
  const known = [pulled?.felder.vertraulichkeit, akte.code('vertraulichkeit', akte.row(of))];
  const levels = vertraulichkeitsstufen.filter((one) => known.includes(one));
  const vertraulichkeit = levels.sort((a, b) => rankOf(b) - rankOf(a))[0];
  return vertraulichkeit === undefined ? {} : { vertraulichkeit };
}

/** Opens a blob with the key that main released for it. */
export async function openReleased(
  replica: Replica,
  fetchBlob: FetchBlob,
  blob: WantedBlob,
  key: Uint8Array,
): Promise<OpenBlob> {
  const { sha, sizeBytes } = blob;
  let readChunk = await findBytes(replica.unsentBlobs.has(sha));
  if (replica.blobs.has(sha)) void replica.blobs.noteUse(sha).catch(() => undefined);
  let last: { readonly index: number; readonly bytes: Uint8Array } | null = null;

  async function findBytes(isUnsent: boolean): Promise<ReadChunk> {
    if (!replica.blobs.has(sha)) {
      if (isUnsent) return (index) => readUnsent(replica, sha, index);
      await fetchBlob(blob, new Uint8Array(key));
    }
    const sealer = await createSealer(new Uint8Array(key));
    return (index) => replica.blobs.readChunk(sha, sealer, index);
  }

  /** Damaged here or unpacked meanwhile; or sent and dropped by main, even before this worker hears of it. */
  async function findAgain(code: ErrorCode): Promise<ReadChunk> {
    if (code === 'not-found') return findBytes(false);
    await replica.blobs.remove([sha]);
    replica.tell('blobs');
    return findBytes(replica.unsentBlobs.has(sha));
  }

  async function chunk(index: number): Promise<Uint8Array> {
    if (last?.index === index) return last.bytes;
    const bytes = await readChunk(index).catch(async (error: unknown) => {
      const code = errorCode(error);
      if (code !== 'replica-damaged' && code !== 'not-found') throw error;
      readChunk = await findAgain(code);
      return readChunk(index);
    });
    if (bytes.length !== Math.min(CHUNK_BYTES, sizeBytes - index * CHUNK_BYTES)) throw new AppError('replica-damaged');
    last = { index, bytes };
    return bytes;
  }

  return {
    sha,
    sizeBytes,
    async read(offset, length) {
      const from = offset % CHUNK_BYTES;
      return (await chunk(Math.floor(offset / CHUNK_BYTES))).subarray(from, from + length);
    },
  };
}

/** A chunk of bytes that only main has so far. */
export async function readUnsent(replica: Replica, sha: string, index: number): Promise<Uint8Array<ArrayBuffer>> {
  const offset = index * CHUNK_BYTES;
  const { bytes } = await replica.main.call('blob.read', { sha, offset, length: CHUNK_BYTES });
  return bytes as Uint8Array<ArrayBuffer>;
}
