import type { Change } from '../../shared/change.ts';
import type { Content } from './content.ts';
import type { Replica } from './replica.ts';

/** Content and its SHA-256, lower-case hexadecimal. */
export interface HashedContent {
  readonly sha: string;
  readonly content: Content;
}

/** Gives the bytes to main, then the changes that refer to them; a push that runs meanwhile leaves the bytes alone. */
export function appendWithContent(
  replica: Replica,
  hashed: HashedContent | readonly HashedContent[],
  changes: () => readonly Change[],
): Promise<unknown> {
  const [first, ...others] = [hashed].flat();
  if (first === undefined) return replica.append(changes());
  return replica.whilePinned(first.sha, async () => {
    await keepUnsent(replica, first);
    return appendWithContent(replica, others, changes);
  });
}

async function keepUnsent(replica: Replica, { sha, content }: HashedContent): Promise<void> {
  const { sizeBytes } = content;
  let offset = 0;
  for await (const bytes of content.chunks()) {
    await replica.main.call('blob.write', { sha, offset, bytes, last: offset + bytes.length === sizeBytes });
    offset += bytes.length;
  }
  if (sizeBytes === 0) await replica.main.call('blob.write', { sha, offset, bytes: new Uint8Array(), last: true });
  replica.unsentBlobs = new Set([...replica.unsentBlobs, sha]);
}

/** Keeps the bytes in the replica too. They are safe in main's journal, so a full disk here loses nothing. */
export async function cacheContent(
  replica: Replica,
  blob: HashedContent & { readonly akte: string; readonly dokument: string },
): Promise<void> {
  const { akte, dokument, sha, content } = blob;
  try {
    const { keys } = await replica.main.call('keys.release', {
      action: 'change',
      objects: [{ akte, dokument, sha }],
      purpose: 'add-version',
    });
    const { sizeBytes } = content;
    if (keys[0]) await replica.blobs.put({ sha, akte, sizeBytes, chunks: content.chunks(), key: keys[0] });
    replica.tell('blobs');
  } catch {
    await replica.blobs.remove([sha]).catch(() => undefined);
  }
}
