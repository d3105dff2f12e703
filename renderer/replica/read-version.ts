import { AppError, errorCode } from '../../shared/errors.ts';
import type { Commands } from '../replica-api.ts';
import { akteOfVersion } from './akte-facts.ts';
import { bestFormat } from './formate.ts';
import type { Replica } from './replica.ts';
import { createSealer } from './seal.ts';

/** Bytes asked from main in one call. */
const PIECE_BYTES = 8 * 1024 * 1024;

/** What a download needs to know of a Version. */
export interface WantedBlob {
  readonly sha: string;
  readonly sizeBytes: number;
  readonly akte: string;
  readonly dokument: string;
}

/** Fetches a blob into the replica. Throws AppError 'version-not-here' when there is no connection. */
export type FetchBlob = (blob: WantedBlob, key: Uint8Array) => Promise<void>;

/** What is known of a Version's bytes. Throws AppError 'not-found'. */
export function wantedBlob(replica: Replica, id: string): WantedBlob {
  const { version } = replica.tables;
  const row = version.row(id);
  if (row < 0) throw new AppError('not-found');
  const dokument = version.code('dokument', row) ?? '';
  return {
    sha: version.text('sha', row),
    sizeBytes: version.number('groesse', row),
    akte: akteOfVersion(replica, row) ?? dokument,
    dokument,
  };
}

/**
 * The bytes of a Version; with `format` 'best' those of its highest level, as long as they can be had. The access record is on
 * disk before any key is released, for unsent bytes too (Z1). Damaged chunks are thrown away and fetched again.
 */
export async function readVersion(
  replica: Replica,
  fetchBlob: FetchBlob,
  { version, format, ...access }: Commands['readVersion']['input'],
): Promise<{ bytes: Uint8Array }> {
  const original = wantedBlob(replica, version);
  const best = format === 'best' ? bestFormat(replica, version) : null;
  if (best === null) return readBlob(replica, fetchBlob, original, access);
  try {
    const { sha, sizeBytes } = best;
    return await readBlob(replica, fetchBlob, { ...original, sha, sizeBytes }, access);
  } catch (error) {
    if (errorCode(error) !== 'version-not-here') throw error;
    return readBlob(replica, fetchBlob, original, access);
  }
}

/** Bytes by their hash, once the access record is on disk. */
export async function readBlob(
  replica: Replica,
  fetchBlob: FetchBlob,
  blob: WantedBlob,
  { action, purpose }: Pick<Commands['readVersion']['input'], 'action' | 'purpose'>,
): Promise<{ bytes: Uint8Array }> {
  const { sha, akte, dokument } = blob;
  const { keys } = await replica.main.call('keys.release', { action, purpose, objects: [{ akte, dokument, sha }] });
  const key = keys[0];
  if (!key) throw new AppError('version-not-here');
  if (replica.blobs.has(sha)) {
    try {
      return { bytes: await readWhole(replica, blob, key) };
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'replica-damaged')) throw error;
      await replica.blobs.remove([sha]);
      replica.tell('blobs');
    }
  }
  if (replica.unsentBlobs.has(sha)) return { bytes: await readUnsent(replica, sha) };
  await fetchBlob(blob, new Uint8Array(key));
  return { bytes: await readWhole(replica, blob, key) };
}

/** Bytes that only main has so far. */
export async function readUnsent(replica: Replica, sha: string): Promise<Uint8Array<ArrayBuffer>> {
  let whole = new Uint8Array();
  let offset = 0;
  do {
    const { bytes, sizeBytes } = await replica.main.call('blob.read', { sha, offset, length: PIECE_BYTES });
    if (whole.length !== sizeBytes) whole = new Uint8Array(sizeBytes);
    if (bytes.length === 0 && offset < sizeBytes) throw new AppError('journal-damaged');
    whole.set(bytes, offset);
    offset += bytes.length;
  } while (offset < whole.length);
  return whole;
}

async function readWhole(replica: Replica, blob: WantedBlob, key: Uint8Array): Promise<Uint8Array> {
  const sealer = await createSealer(new Uint8Array(key));
  const whole = new Uint8Array(blob.sizeBytes);
  let at = 0;
  for await (const chunk of replica.blobs.read(blob.sha, sealer)) {
    if (at + chunk.length > whole.length) throw new AppError('replica-damaged');
    whole.set(chunk, at);
    at += chunk.length;
  }
  if (at !== whole.length) throw new AppError('replica-damaged');
  return whole;
}
