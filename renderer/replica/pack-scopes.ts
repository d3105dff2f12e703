import type { PackScope } from '../../shared/pack-list.ts';
import type { ScopeName } from '../replica-api/store-rows.ts';
import type { Replica } from './replica.ts';
import { allScopes, ownPosteingang } from './taken-along.ts';
import { blobsWithin } from './wanted-blobs.ts';

/** Takes along; the bytes are fetched by the next exchanges. */
export async function pack(replica: Replica, scopes: readonly ScopeName[]): Promise<null> {
  const since = replica.now().toISOString();
  await replica.changePackList((list) => {
    const fresh = scopes.filter((scope) => !isAmong(list.scopes, scope));
    return { ...list, scopes: [...list.scopes, ...fresh.map((scope) => describe(replica, scope, since))] };
  });
  return null;
}

/** No longer taken along: the bytes leave this device; unsent ones stay with main, as does the own Posteingang. */
export async function unpack(replica: Replica, scopes: readonly ScopeName[]): Promise<null> {
  const leaving = scopes.filter(({ art, id }) => art !== 'akte' || id !== ownPosteingang(replica));
  await replica.changePackList((list) => ({
    ...list,
    scopes: list.scopes.filter((scope) => !isAmong(leaving, scope)),
  }));
  const staying = takenShas(replica);
  await removeBlobs(
    replica,
    blobsWithin(replica, leaving).flatMap(({ sha }) => (staying.has(sha) ? [] : sha)),
  );
  return null;
}

/** The person has read what left by itself and what was repaired. */
export async function forgetLeft(replica: Replica): Promise<null> {
  await replica.patchState(() => (replica.state.repair?.doneAt ? { repair: null } : {}));
  await replica.changePackList((list) => ({ ...list, left: [] }));
  return null;
}

/** Removes what is not taken along; answers how many bytes. */
export async function freeSpace(replica: Replica): Promise<{ readonly bytes: number }> {
  const before = replica.blobs.sizeBytes;
  const staying = takenShas(replica);
  await removeBlobs(
    replica,
    replica.blobs.shas.filter((sha) => !staying.has(sha)),
  );
  return { bytes: before - replica.blobs.sizeBytes };
}

/**
 * What is no longer the person's leaves by itself, and she is told: Akten and Vorgaenge that she does not see any more or that
 * are closed, and Vorgaenge that were in her hands when she packed them and are in somebody else's now. Call it after a whole
 * pull only, before that nothing is known. Unsent work stays with main.
 */
export async function evict(replica: Replica): Promise<void> {
  const leaving = replica.packList.scopes.flatMap((scope) => {
    const why = whyLeaving(replica, scope);
    return why === null ? [] : [{ scope, left: { titel: scope.titel, why, at: replica.now().toISOString() } }];
  });
  const closed = blobsWithin(
    replica,
    leaving.map(({ scope }) => scope),
  );
  if (leaving.length > 0) {
    await replica.changePackList((list) => ({
      ...list,
      scopes: list.scopes.filter((scope) => !leaving.some((one) => isAmong([one.scope], scope))),
      left: [...leaving.map(({ left }) => left), ...list.left].slice(0, 100),
    }));
  }
  const staying = takenShas(replica);
  await removeBlobs(
    replica,
    closed.flatMap(({ sha }) => (staying.has(sha) ? [] : sha)),
  );
}

function whyLeaving(
  { tables, identity }: Replica,
  { art, id, mine }: PackScope,
): 'gone' | 'closed' | 'handed-on' | null {
  if (art === 'vorrat') return null;
  const table = tables[art];
  const row = table.row(id);
  if (row < 0) return 'gone';
  if (table.code('status', row) === 'zdA') return 'closed';
  if (art === 'vorgang' && mine && table.code('bearbeitung', row) !== identity.person) return 'handed-on';
  return null;
}

function describe({ tables, identity }: Replica, { art, id }: ScopeName, since: string): PackScope {
  const table = art === 'vorrat' ? null : tables[art];
  const row = table?.row(id) ?? -1;
  const mine = art === 'vorgang' && tables.vorgang.code('bearbeitung', row) === identity.person;
  return { art, id, titel: table?.text('titel', row) ?? '', since, mine };
}

function isAmong(scopes: readonly ScopeName[], { art, id }: ScopeName): boolean {
  return scopes.some((scope) => scope.art === art && scope.id === id);
}

function takenShas(replica: Replica): ReadonlySet<string> {
  return new Set(blobsWithin(replica, allScopes(replica)).map(({ sha }) => sha));
}

async function removeBlobs(replica: Replica, shas: readonly string[]): Promise<void> {
  if (shas.length === 0) return;
  await replica.blobs.remove(shas);
  replica.tell('blobs');
}
