import { akteOfVersion } from './akte-facts.ts';
import { bestFormats, signaturdateien } from './formate.ts';
import type { WantedBlob } from './open-blob.ts';
import type { Replica } from './replica.ts';
import { ownPosteingang, takenAlong } from './taken-along.ts';

/** Akten to take along; their Versionen are fetched by the next sync. */
export async function packAkten(replica: Replica, akten: readonly string[]): Promise<null> {
  await replica.patchState({ packed: [...new Set([...replica.state.packed, ...akten])] });
  replica.tell('packed');
  return null;
}

/** Akten no longer taken along: their bytes leave this device; unsent ones stay with main, as does the own Posteingang. */
export async function unpackAkten(replica: Replica, akten: readonly string[]): Promise<null> {
  const leaving = new Set(akten.filter((id) => id !== ownPosteingang(replica)));
  await replica.patchState({ packed: replica.state.packed.filter((id) => !leaving.has(id)) });
  await replica.blobs.remove(blobsOf(replica, leaving).map(({ sha }) => sha));
  replica.tell('packed');
  replica.tell('blobs');
  return null;
}

/** Blobs of Akten taken along that are not on this device yet. */
export function missingBlobs(replica: Replica): WantedBlob[] {
  return blobsOf(replica, takenAlong(replica)).filter(
    ({ sha }) => !replica.blobs.has(sha) && !replica.unsentBlobs.has(sha),
  );
}

/** One entry per different hash: every Version, its best format, and the signatures beside it. */
function blobsOf(replica: Replica, akten: ReadonlySet<string>): WantedBlob[] {
  const { version } = replica.tables;
  const found = new Map<string, WantedBlob>();
  const formats = bestFormats(replica);
  const beside = signaturdateien(replica);
  for (let row = 0; row < version.rowCount; row++) {
    const akte = version.isLive(row) ? akteOfVersion(replica, row) : null;
    if (akte === null || !akten.has(akte)) continue;
    const sha = version.text('sha', row);
    const dokument = version.code('dokument', row) ?? '';
    found.set(sha, { sha, sizeBytes: version.number('groesse', row), akte, dokument });
    const id = version.ids[row] ?? '';
    const best = formats.get(id);
    for (const one of [...(best ? [best] : []), ...(beside.get(id) ?? [])])
      found.set(one.sha, { sha: one.sha, sizeBytes: one.sizeBytes, akte, dokument });
  }
  return [...found.values()];
}
