import type { PackPlan, ScopeName, Speicher, SpeicherZeile } from '../replica-api/store-rows.ts';
import { freeBytes } from './free-bytes.ts';
import type { Replica } from './replica.ts';
import { allScopes, ownPosteingang } from './taken-along.ts';
import { blobsOfEach, blobsWithin, isOnDevice, sumBytes } from './wanted-blobs.ts';

/** What packing these would load. */
export async function readPackPlan(replica: Replica, scopes: readonly ScopeName[]): Promise<PackPlan> {
  const blobs = blobsWithin(replica, scopes);
  const ofEach = blobsOfEach(replica, scopes);
  return {
    zeilen: scopes.map((scope, i) => ({
      id: scope.id,
      titel: titleOf(replica, scope),
      sizeBytes: sumBytes(ofEach[i] ?? []),
    })),
    sizeBytes: sumBytes(blobs),
    missingBytes: sumBytes(blobs.filter((blob) => !isOnDevice(replica, blob))),
    freeBytes: await freeBytes(),
  };
}

/** What lies on this device, and why. */
export async function readSpeicher(replica: Replica): Promise<Speicher> {
  const { blobs, packList } = replica;
  const taken = blobsWithin(replica, allScopes(replica));
  const takenHere = taken.filter(({ sha }) => blobs.has(sha));
  return {
    zeilen: allScopes(replica).map((scope) => zeile(replica, scope)),
    hereBytes: blobs.sizeBytes,
    otherBytes: Math.max(0, blobs.sizeBytes - sumBytes(takenHere)),
    missingBytes: sumBytes(taken.filter((blob) => !isOnDevice(replica, blob))),
    freeBytes: await freeBytes(),
    paused: packList.paused,
    left: packList.left,
    check: replica.check,
    repair: replica.state.repair,
    hasVorrat: packList.scopes.some(({ art }) => art === 'vorrat'),
  };
}

function zeile(replica: Replica, scope: ScopeName): SpeicherZeile {
  const blobs = blobsWithin(replica, [scope]);
  const here = blobs.filter((blob) => isOnDevice(replica, blob));
  const times = blobs.map(({ sha }) => replica.blobs.times(sha));
  const used = times.flatMap((time) => time?.usedAt ?? []);
  // Known to be whole since the piece that was checked longest ago; unknown while one was never checked.
  const checked = times.map((time) => time?.verifiedAt ?? '');
  const { art, id } = scope;
  return {
    art,
    id,
    titel: titleOf(replica, scope),
    zeichen: signOf(replica, scope),
    sizeBytes: sumBytes(blobs),
    hereBytes: sumBytes(here),
    since: replica.packList.scopes.find((one) => one.art === art && one.id === id)?.since || null,
    lastUsed: used.sort().at(-1) ?? null,
    verified: checked.sort()[0] || null,
    isFixed: art === 'akte' && id === ownPosteingang(replica),
  };
}

function titleOf({ tables }: Replica, { art, id }: ScopeName): string {
  return art === 'vorrat' ? '' : tables[art].text('titel', tables[art].row(id));
}

function signOf({ tables }: Replica, { art, id }: ScopeName): string {
  if (art === 'akte') return tables.akte.text('aktenzeichen', tables.akte.row(id));
  return art === 'vorgang' ? tables.vorgang.text('geschaeftszeichen', tables.vorgang.row(id)) : '';
}
