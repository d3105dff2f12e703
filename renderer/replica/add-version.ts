import type { Change } from '../../shared/change.ts';
import { AppError } from '../../shared/errors.ts';
import type { Commands } from '../replica-api.ts';
import { makeEreignis, mustRead } from './edit-records.ts';
import { makeChange } from './make-change.ts';
import type { Replica } from './replica.ts';

type Command<C extends keyof Commands> = Commands[C];

/** Bytes handed to main in one call. */
const PIECE_BYTES = 8 * 1024 * 1024;

/** Adds a Version made from another one, and the Ereignis that goes with it. */
export async function addVersion(
  replica: Replica,
  input: Command<'addVersion'>['input'],
): Promise<Command<'addVersion'>['output']> {
  const { dokument, vorgaenger, bytes, entstehung, text } = input;
  const { akte } = await mustRead(replica, 'dokument', dokument);
  const parent = await mustRead(replica, 'version', vorgaenger);
  if (parent.felder.dokument !== dokument) throw new AppError('version-unknown');
  const id = replica.newId();
  const sha = await sha256Hex(new Uint8Array(bytes));
  const set = {
    dokument,
    nummer: Number(parent.felder.nummer) + 1,
    vorgaenger,
    sha,
    groesse: bytes.length,
    dateiname: String(parent.felder.dateiname),
    mimetyp: String(parent.felder.mimetyp),
    entstehung,
    erstelltVon: replica.identity.person,
    erstellt: replica.now().toISOString(),
  };
  const ereignistyp = entstehung === 'bearbeitung' ? 'vermerk' : entstehung;
  await appendWithBytes(replica, { sha, bytes }, () => [
    makeChange(replica, { akte, intent: 'add-version', ent: { art: 'version', id }, set, need: [sha] }),
    makeEreignis(replica, { akte, bezugArt: 'dokument', bezug: dokument, ereignistyp, versionSha: sha, text }),
  ]);
  await cacheBytes(replica, { akte: akte ?? dokument, dokument, sha, bytes });
  return { version: id };
}

/** Bytes and their SHA-256, lower-case hexadecimal. */
export interface HashedBytes {
  readonly sha: string;
  readonly bytes: Uint8Array;
}

/** Gives the bytes to main, then the changes that refer to them; a push that runs meanwhile leaves the bytes alone. */
export function appendWithBytes(
  replica: Replica,
  blob: HashedBytes | readonly HashedBytes[],
  changes: () => readonly Change[],
): Promise<unknown> {
  const [first, ...others] = [blob].flat();
  if (first === undefined) return replica.append(changes());
  return replica.whilePinned(first.sha, async () => {
    await keepUnsent(replica, first);
    return appendWithBytes(replica, others, changes);
  });
}

async function keepUnsent(replica: Replica, { sha, bytes }: HashedBytes): Promise<void> {
  for (let offset = 0; offset < bytes.length || offset === 0; offset += PIECE_BYTES) {
    const piece = bytes.slice(offset, offset + PIECE_BYTES);
    const last = offset + PIECE_BYTES >= bytes.length;
    await replica.main.call('blob.write', { sha, offset, bytes: piece, last });
  }
  replica.unsentBlobs = new Set([...replica.unsentBlobs, sha]);
}

/** Keeps the bytes in the replica too. They are safe in main's journal, so a full disk here loses nothing. */
export async function cacheBytes(
  replica: Replica,
  blob: { readonly akte: string; readonly dokument: string; readonly sha: string; readonly bytes: Uint8Array },
): Promise<void> {
  const { akte, dokument, sha } = blob;
  try {
    const { keys } = await replica.main.call('keys.release', {
      action: 'change',
      objects: [{ akte, dokument, sha }],
      purpose: 'add-version',
    });
    if (keys[0]) await replica.blobs.put({ sha, akte, bytes: new Uint8Array(blob.bytes), key: keys[0] });
    replica.tell('blobs');
  } catch {
    await replica.blobs.remove([sha]).catch(() => undefined);
  }
}

/** Lower-case hexadecimal SHA-256. */
export async function sha256Hex(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
