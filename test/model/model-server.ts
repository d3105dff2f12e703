import { recordKey } from '../../renderer/replica/outbox-state.ts';
import { revAfterRestore } from '../../server/admin/rev-after-restore.ts';
import { admitOperation } from '../../server/sync/admit-operation.ts';
import { isBound } from '../../server/sync/is-bound.ts';
import { isWellFormed } from '../../server/sync/operation-rules.ts';
import type { Datensatz, DatensatzArt } from '../../shared/akte.ts';
import type { Operation } from '../../shared/change.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import { type FuehrenderDatensatz, type Merge, mergeOperation } from '../../shared/merge.ts';
import type { PushResult } from '../../shared/sync-protocol.ts';

/** What an operation did to a record, in which life of the server. */
export interface Put {
  readonly record: Datensatz;
  readonly by: { readonly dev: string; readonly n: number };
  readonly epoch: number;
  /** The Akte that it was moved out of. */
  readonly vonAkte: string | null;
}

/** A row of the change feed: a record as it was at `s`, or one that `fuer` may not see any more. */
export interface LogRow {
  readonly s: number;
  readonly put: Put | null;
  readonly gone: { readonly art: DatensatzArt; readonly id: string; readonly akte: string } | null;
  /** Null = for everybody who has the right. */
  readonly fuer: string | null;
}

interface Decided {
  readonly operation: Operation;
  readonly result: PushResult;
}

/** What lies in the database, and so in a backup. */
interface Stored {
  readonly records: Map<string, FuehrenderDatensatz>;
  readonly pending: (Put | { readonly rights: { readonly person: string; readonly akte: string } })[];
  readonly log: LogRow[];
  readonly decided: Map<string, Map<number, Decided>>;
  /** `person akte` -> sequence from which on she sees it. */
  readonly sicht: Map<string, number>;
  readonly rev: number;
}

/**
 * The agency server in memory: the product's decisions (admission, merge, binding of acts), plain data instead of SQL. Like
 * the real one it draws revisions from one counter that may have holes, and sequences rows later than it writes them.
 */
export type ModelServer = { -readonly [K in keyof Stored]: Stored[K] } & { epoch: number; backup: Stored | null };

export const modelServer = (): ModelServer => ({
  records: new Map(),
  pending: [],
  log: [],
  decided: new Map(),
  sicht: new Map(),
  rev: 0,
  epoch: 1,
  backup: null,
});

/** Copies everything that lies in the database. */
export function backUp(server: ModelServer): void {
  server.backup = copyOf(server);
}

/** Puts the last backup back: what came after it is gone, and the server says that it is another one. */
export function restore(server: ModelServer): void {
  if (!server.backup) return;
  Object.assign(server, copyOf(server.backup));
  server.epoch += 1;
  server.rev = revAfterRestore(server.rev, new Date(server.epoch * 1_000_000));
}

function copyOf({ records, pending, log, decided, sicht, rev }: Stored): Stored {
  return {
    records: new Map(records),
    pending: [...pending],
    log: [...log],
    decided: new Map([...decided].map(([dev, of]) => [dev, new Map(of)])),
    sicht: new Map(sicht),
    rev,
  };
}

/** From which sequence on a person sees an Akte; null = what everybody sees. */
export const seit = (server: ModelServer, person: string, akte: string | null): number =>
  akte === null ? 0 : (server.sicht.get(`${person} ${akte}`) ?? Number.POSITIVE_INFINITY);

/** Whether a person has a right to an Akte now. */
export const sees = (server: ModelServer, person: string, akte: string | null): boolean =>
  seit(server, person, akte) < Number.POSITIVE_INFINITY;

/** Highest n of a device that was decided. */
export const lastDecidedN = (server: ModelServer, dev: string): number =>
  Math.max(0, ...(server.decided.get(dev)?.keys() ?? []));

/** `POST /v1/sync/push`: one result per operation looked at; 'device-fork' refuses the rest. */
export function receivePush(server: ModelServer, operations: readonly Operation[]): PushResult[] | 'device-fork' {
  const results: PushResult[] = [];
  for (const operation of operations) {
    const decided = server.decided.get(operation.dev) ?? new Map<number, Decided>();
    server.decided.set(operation.dev, decided);
    const lastN = lastDecidedN(server, operation.dev);
    const known = decided.get(operation.n);
    const admission = admitOperation(operation, {
      lastN,
      lastH: decided.get(lastN)?.operation.h ?? '0'.repeat(64),
      storedH: known?.operation.h ?? null,
    });
    if (admission.kind === 'fork') return 'device-fork';
    if (admission.kind === 'gap') {
      results.push({ n: operation.n, status: 'gap', expected: admission.expected });
      return results;
    }
    const result = admission.kind === 'repeat' ? known!.result : decide(server, operation);
    decided.set(operation.n, { operation, result });
    results.push(result);
  }
  return results;
}

/** A transaction that failed: its revision is gone for ever. */
export function rollBack(server: ModelServer): void {
  server.rev += 1;
}

function decide(server: ModelServer, operation: Operation): PushResult {
  const key = keyOf(operation.ent);
  const before = server.records.get(key) ?? null;
  const refusal = refusalOf(server, operation, before);
  if (refusal) return { n: operation.n, status: 'rejected', code: refusal };
  server.rev += 1;
  const akte = placeOf(server, operation);
  const base = operation.intent === 'settle-frist' ? before!.feldrev : operation.base;
  const merge = mergeOperation(before, { ...operation, base, akte }, server.rev);
  if (merge.changed) storeMerge(server, { operation, merge, before, akte });
  const konflikt = merge.conflicts.map((_, i) => `k-${operation.dev}-${operation.n}-${i}`);
  storeKonflikte(server, operation, merge, konflikt);
  const { n } = operation;
  const rev = merge.record.rev;
  if (konflikt.length > 0)
    return { n, status: 'conflict', rev, fields: merge.conflicts.map((conflict) => conflict.feld), konflikt };
  return { n, status: merge.merged ? 'merged' : 'ok', rev };
}

function refusalOf(server: ModelServer, operation: Operation, before: Datensatz | null): ErrorCode | null {
  if (!isWellFormed(operation)) return 'operation-invalid';
  const { set, intent } = operation;
  if (before === null && !creating.has(intent)) return 'not-found';
  const vorgang = vorgangOf(server, operation);
  if (vorgang && intent === 'move-vorgang' && set.ablage !== operation.akte) return 'operation-invalid';
  const akte = placeOf(server, operation);
  const places = [akte, vorgang?.akte ?? akte];
  if (places.some((place) => !sees(server, `p-${operation.dev}`, place))) return 'no-right';
  if (vorgang?.felder.status === 'zdA' && intent !== 'settle-frist') return 'akte-closed';

  if (intent === 'settle-frist' && before?.felder.status !== 'offen') return 'frist-settled';
  if (typeof set.versionSha === 'string' && !isBound(akte, holdersOf(server, set.versionSha))) return 'version-unknown';
  return null;
}

/** The intents of the model that make a record. */
export const creating: ReadonlySet<Operation['intent']> = new Set([
  'create-vorgang',
  'add-ereignis',
  'add-version',
  'set-frist',
]);

/** The Vorgang that an operation is about. */
function vorgangOf(server: ModelServer, { ent, set }: Operation): FuehrenderDatensatz | undefined {
  const felder = server.records.get(keyOf(ent))?.felder ?? set;
  const about =
    { ereignis: felder.bezug, version: felder.dokument, frist: felder.vorgang }[ent.art as string] ?? ent.id;
  return server.records.get(recordKey('vorgang', String(about)));
}

/** The Akte that an operation ends up in: where its Vorgang is by now; only a move names another one. */
function placeOf(server: ModelServer, operation: Operation): string | null {
  if (operation.intent === 'move-vorgang') return operation.akte;
  return vorgangOf(server, operation)?.akte ?? operation.akte;
}

function holdersOf(server: ModelServer, sha: string): (string | null)[] {
  return [...server.records.values()].flatMap(({ art, akte, felder }) =>
    art === 'version' && felder.sha === sha ? [akte] : [],
  );
}

function storeKonflikte(server: ModelServer, operation: Operation, merge: Merge, ids: readonly string[]): void {
  for (const [i, conflict] of merge.conflicts.entries()) {
    server.rev += 1;
    const felder = {
      bezug: operation.ent.id,
      feld: conflict.feld,
      mein: conflict.mein,
      ihr: conflict.ihr,
      operationGeraet: operation.dev,
      operationN: operation.n,
    };
    const feldrev = Object.fromEntries(Object.keys(felder).map((feld) => [feld, server.rev]));
    const record = { art: 'konflikt' as const, id: ids[i]!, akte: merge.record.akte, rev: server.rev, felder };
    store(server, { ...record, feldrev, feldvon: {} }, operation);
  }
}

// What is contested stays where it is; what moves takes along what was written about it; an edit leaves its trace (A21, A32).
function storeMerge(
  server: ModelServer,
  on: {
    readonly operation: Operation;
    readonly merge: Merge;
    readonly before: FuehrenderDatensatz | null;
    readonly akte: string | null;
  },
): void {
  const { operation, merge, before, akte } = on;
  const isContested = merge.conflicts.some(({ feld }) => feld === 'ablage');
  const moved = before !== null && before.akte !== akte && !isContested;
  const after = moved ? { ...merge.record, akte } : merge.record;
  store(server, after, operation, before?.akte);
  if (moved) for (const held of writtenAbout(server, after.id)) move(server, held, operation, akte);
  if (before?.art === 'vorgang') storeAenderung(server, after, operation);
}

function writtenAbout(server: ModelServer, vorgang: string): FuehrenderDatensatz[] {
  const refersTo = ({ bezug, dokument, vorgang: of }: Datensatz['felder']) => [bezug, dokument, of].includes(vorgang);
  return [...server.records.values()].filter(({ felder }) => refersTo(felder));
}

function move(server: ModelServer, held: FuehrenderDatensatz, operation: Operation, akte: string | null): void {
  server.rev += 1;
  store(server, { ...held, akte, rev: server.rev }, operation, held.akte);
}

function storeAenderung(server: ModelServer, { id, akte }: FuehrenderDatensatz, operation: Operation): void {
  server.rev += 1;
  const { actor, t, dev, n } = operation;
  const felder = {
    ereignistyp: 'aenderung',
    bezugArt: 'vorgang',
    bezug: id,
    versionSha: null,
    text: '[]',
    von: actor,
    zeit: t,
  };
  const feldrev = Object.fromEntries(Object.keys(felder).map((feld) => [feld, server.rev]));
  const record = { art: 'ereignis' as const, id: `aenderung-${dev}-${n}`, akte, rev: server.rev, felder };
  store(server, { ...record, feldrev, feldvon: {} }, operation);
}

function store(
  server: ModelServer,
  record: FuehrenderDatensatz,
  { dev, n }: Operation,
  before: string | null = record.akte,
): void {
  server.records.set(keyOf(record), record);
  const vonAkte = before === record.akte ? null : before;
  server.pending.push({ record: wireRecord(record), by: { dev, n }, epoch: server.epoch, vonAkte });
}

export const keyOf = ({ art, id }: Pick<Datensatz, 'art' | 'id'>): string => recordKey(art, id);

/** The record without what only the server needs. */
export function wireRecord({ art, id, akte, rev, felder }: FuehrenderDatensatz): Datensatz {
  return { art, id, akte, rev, felder };
}
