import type { ScopeName } from '../replica-api/store-rows.ts';
import { bestFormats, signaturdateien } from './formate.ts';
import { memo } from './memo.ts';
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

/** Answers what taking a whole Akte along means in bytes, of one Akte at a time: each hash counts once in it. */
export function createAkteBytes(replica: Replica): (akte: string) => AkteBytes {
  const { version, dokument, primaerdokument } = replica.tables;
  const rowsOf = memo(
    () => [version.changes, dokument.changes],
    () => versionRowsByAkte(replica),
  );
  const companions = memo(
    () => [primaerdokument.changes],
    () => readCompanions(replica),
  );
  const known = memo(
    () => [rowsOf(), companions(), replica.blobs.changes, replica.unsentBlobs],
    () => new Map<string, AkteBytes>(),
  );
  return (akte) => {
    const kept = known().get(akte);
    if (kept) return kept;
    const blobs = new Map<string, WantedBlob>();
    for (const row of rowsOf().get(akte) ?? [])
      visitVersion(replica, row, companions(), (blob) => blobs.set(blob.sha, blob));
    const all = [...blobs.values()];
    const bytes = { sizeBytes: sumBytes(all), hereBytes: sumBytes(all.filter((blob) => isOnDevice(replica, blob))) };
    known().set(akte, bytes);
    return bytes;
  };
}

/** Bytes of all of them. */
export function sumBytes(blobs: readonly Pick<WantedBlob, 'sizeBytes'>[]): number {
  return blobs.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
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
  const { version } = replica.tables;
  const companions = readCompanions(replica);
  for (let row = 0; row < version.rowCount; row++) {
    const at = dokumentOf(replica, row);
    if (at >= 0 && accepts(at)) visitVersion(replica, row, companions, (blob) => visit(blob, at));
  }
}

/** What is taken along with a Version, by its id. */
interface Companions {
  readonly formats: ReturnType<typeof bestFormats>;
  readonly beside: ReturnType<typeof signaturdateien>;
}

function readCompanions(replica: Replica): Companions {
  return { formats: bestFormats(replica), beside: signaturdateien(replica) };
}

/** Visits the bytes of a Version (row of its table), of its best format, and of the signatures beside it. */
function visitVersion(
  replica: Replica,
  row: number,
  { formats, beside }: Companions,
  visit: (blob: WantedBlob) => void,
): void {
  const { version, dokument: dokumente } = replica.tables;
  const at = dokumentOf(replica, row);
  const dokument = dokumente.ids[at] ?? '';
  const akte = dokumente.akte(at) ?? dokument;
  visit({ sha: version.text('sha', row), sizeBytes: version.number('groesse', row), akte, dokument });
  const id = version.ids[row] ?? '';
  const best = formats.get(id);
  for (const { sha, sizeBytes } of [...(best ? [best] : []), ...(beside.get(id) ?? [])])
    visit({ sha, sizeBytes, akte, dokument });
}

/** Row of the Dokument of a Version (by its row); -1 when one of them is not here. */
function dokumentOf({ tables: { version, dokument } }: Replica, row: number): number {
  return version.isLive(row) ? dokument.row(version.code('dokument', row)) : -1;
}

/** Where the Versionen of each Akte are: a Version lies where its Dokument lies. */
function versionRowsByAkte(replica: Replica): ReadonlyMap<string, readonly number[]> {
  const { version, dokument } = replica.tables;
  const found = new Map<string, number[]>();
  for (let row = 0; row < version.rowCount; row++) {
    const at = dokumentOf(replica, row);
    const akte = at < 0 ? null : dokument.akte(at);
    if (akte === null) continue;
    const rows = found.get(akte);
    if (rows) rows.push(row);
    else found.set(akte, [row]);
  }
  return found;
}
