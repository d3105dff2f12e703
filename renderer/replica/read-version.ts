import { AppError, type ErrorCode, errorCode } from '../../shared/errors.ts';
import type { RangeFile } from '../ranges/lend-file.ts';
import type { Commands } from '../replica-api.ts';
import { akteOfVersion } from './akte-facts.ts';
import { bestFormat } from './formate.ts';
import { type FetchBlob, type OpenBlob, openBlob, type WantedBlob } from './open-blob.ts';
import type { Replica } from './replica.ts';

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
 * Opens a Version to be read in ranges; with `format` 'best' the bytes of its highest level, as long as they can be had. The
 * access record is on disk before any key is released, for unsent bytes too (Z1).
 */
export async function openVersion(
  replica: Replica,
  fetchBlob: FetchBlob,
  { version, format, ...access }: Commands['readVersion']['input'],
): Promise<OpenBlob> {
  const original = wantedBlob(replica, version);
  const best = format === 'best' ? bestFormat(replica, version) : null;
  if (best === null) return openBlob(replica, fetchBlob, original, access);
  try {
    const { sha, sizeBytes } = best;
    return await openBlob(replica, fetchBlob, { ...original, sha, sizeBytes }, access);
  } catch (error) {
    if (!notToBeHad.has(errorCode(error))) throw error;
    return openBlob(replica, fetchBlob, original, access);
  }
}

/** The raised bytes are away, lost at the server or others there: those that acts are bound to may still be had. */
const notToBeHad: ReadonlySet<ErrorCode> = new Set([
  'version-not-here',
  'not-found',
  'blob-checksum',
  'replica-damaged',
]);

/** The whole bytes of a Version, opened as {@link openVersion} does. */
export async function readVersion(
  replica: Replica,
  fetchBlob: FetchBlob,
  input: Commands['readVersion']['input'],
): Promise<{ bytes: Uint8Array }> {
  return { bytes: await readWhole(await openVersion(replica, fetchBlob, input)) };
}

/** All bytes of an opened file. */
export async function readWhole(file: RangeFile): Promise<Uint8Array> {
  const bytes = new Uint8Array(file.sizeBytes);
  for (let at = 0; at < bytes.length; ) {
    const part = await file.read(at, bytes.length - at);
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
