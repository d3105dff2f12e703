import type { ScopeName } from '../replica-api/store-rows.ts';
import { bestFormats, signaturdateien } from './formate.ts';
import type { WantedBlob } from './open-blob.ts';
import type { Replica } from './replica.ts';
import { allScopes, within } from './taken-along.ts';

/** Bytes of an Akte: every Version, its best format, and the signatures beside it. */
export interface AkteBytes {
  readonly sizeBytes: number;
  readonly hereBytes: number;
}

/** One entry per different hash: every Version in these scopes, its best format, and the signatures beside it. */
export function blobsWithin(replica: Replica, scopes: readonly ScopeName[]): WantedBlob[] {
  return blobsOf(replica, within(replica, scopes));
}

/** What {@link blobsWithin} finds, for each scope by itself, in one walk over the Versionen. */
export function blobsOfEach(replica: Replica, scopes: readonly ScopeName[]): WantedBlob[][] {
  const found = scopes.map((scope) => ({ accepts: within(replica, [scope]), blobs: new Map<string, WantedBlob>() }));
  visitBlobs(replica, within(replica, scopes), (blob, dokument) => {
    for (const { accepts, blobs } of found) if (accepts(dokument)) blobs.set(blob.sha, blob);
  });
  return found.map(({ blobs }) => [...blobs.values()]);
}

/** What taking a whole Akte along means in bytes, by its id: each hash counts once in it. */
export function bytesByAkte(replica: Replica): ReadonlyMap<string, AkteBytes> {
  const found = new Map<string, { readonly shas: Set<string>; sizeBytes: number; hereBytes: number }>();
  visitBlobs(
    replica,
    () => true,
    (blob) => {
      const of = found.get(blob.akte) ?? { shas: new Set(), sizeBytes: 0, hereBytes: 0 };
      found.set(blob.akte, of);
      if (of.shas.size === of.shas.add(blob.sha).size) return;
      of.sizeBytes += blob.sizeBytes;
      if (isOnDevice(replica, blob)) of.hereBytes += blob.sizeBytes;
    },
  );
  return found;
}

/** What {@link blobsWithin} finds, of every Dokument. */
export function blobsEverywhere(replica: Replica): WantedBlob[] {
  return blobsOf(replica, () => true);
}

/** Blobs of what is taken along that are not on this device yet. */
export function missingBlobs(replica: Replica): WantedBlob[] {
  return blobsWithin(replica, allScopes(replica)).filter((blob) => !isOnDevice(replica, blob));
}

/** In the replica, or unsent with main. */
export function isOnDevice({ blobs, unsentBlobs }: Replica, { sha }: Pick<WantedBlob, 'sha'>): boolean {
  return blobs.has(sha) || unsentBlobs.has(sha);
}

function blobsOf(replica: Replica, accepts: (dokument: number) => boolean): WantedBlob[] {
  const found = new Map<string, WantedBlob>();
  visitBlobs(replica, accepts, (blob) => found.set(blob.sha, blob));
  return [...found.values()];
}

/** Visits what belongs to the accepted Dokumente (rows of their table), the same bytes once for each that has them. */
function visitBlobs(
  replica: Replica,
  accepts: (dokument: number) => boolean,
  visit: (blob: WantedBlob, dokument: number) => void,
): void {
  const { version, dokument: dokumente } = replica.tables;
  const formats = bestFormats(replica);
  const beside = signaturdateien(replica);
  for (let row = 0; row < version.rowCount; row++) {
    const at = version.isLive(row) ? dokumente.row(version.code('dokument', row)) : -1;
    if (at < 0 || !accepts(at)) continue;
    const sha = version.text('sha', row);
    const dokument = dokumente.ids[at] ?? '';
    const akte = dokumente.akte(at) ?? dokument;
    visit({ sha, sizeBytes: version.number('groesse', row), akte, dokument }, at);
    const id = version.ids[row] ?? '';
    const best = formats.get(id);
    for (const one of [...(best ? [best] : []), ...(beside.get(id) ?? [])])
      visit({ sha: one.sha, sizeBytes: one.sizeBytes, akte, dokument }, at);
  }
}
