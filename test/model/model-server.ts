import { recordKey } from '../../renderer/replica/outbox-state.ts';
import { admitOperation } from '../../server/sync/admit-operation.ts';
import { isWellFormed } from '../../server/sync/operation-rules.ts';
import type { Datensatz } from '../../shared/akte.ts';
import type { Operation } from '../../shared/change.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import { type FuehrenderDatensatz, type Merge, mergeOperation } from '../../shared/merge.ts';
import type { PullRow, PushResult } from '../../shared/sync-protocol.ts';

/** A row of the change feed: a record as it was at `s` and the operation that made it; null = a change of rights. */
export interface LogRow {
  readonly s: number;
  readonly put: { readonly record: Datensatz; readonly by: { readonly dev: string; readonly n: number } } | null;
}

interface Decided {
  readonly operation: Operation;
  readonly result: PushResult;
}

/**
 * The agency server in memory: the product's decisions (admission, merge), plain data instead of SQL. Like the real one it
 * draws revisions from one counter that may have holes, and sequences rows later than it writes them.
 */
export interface ModelServer {
  readonly records: Map<string, FuehrenderDatensatz>;
  readonly pending: LogRow['put'][];
  readonly log: LogRow[];
  readonly decided: Map<string, Map<number, Decided>>;
  rev: number;
}

export const modelServer = (): ModelServer => ({
  records: new Map(),
  pending: [],
  log: [],
  decided: new Map(),
  rev: 0,
});

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

/** The leader's work: moves up to `rows` rows from pending into the log with contiguous s. */
export function sequenceRows(server: ModelServer, rows: number): void {
  for (const put of server.pending.splice(0, rows)) server.log.push({ s: server.log.length + 1, put });
}

/** A grant or revoke elsewhere: a row of the feed without a revision. */
export function logRightsChange(server: ModelServer): void {
  server.pending.push(null);
}

/** A transaction that failed: its revision is gone for ever. */
export function rollBack(server: ModelServer): void {
  server.rev += 1;
}

/** `GET /v1/sync/pull`: what the person may see after `after`, each with the sequence visible before it. */
export function answerPull(server: ModelServer, after: number, limit: number, sees: Sees): PullRow[] {
  const visible = visibleRows(server, sees);
  const from = visible.findIndex((row) => row.s > after);
  if (from < 0) return [];
  return visible.slice(from, from + limit).map(({ s, put }, i) => {
    const p = visible[from + i - 1]?.s ?? 0;
    return put ? { k: 'put', s, p, d: put.record, by: put.by } : { k: 'void', s, p };
  });
}

/** The part of the feed that a person may see. */
export function visibleRows(server: ModelServer, sees: Sees): LogRow[] {
  return server.log.filter(({ put }) => put === null || sees(put.record.akte));
}

/** Whether a person may see an Akte; null = what everybody sees. */
export type Sees = (akte: string | null) => boolean;

function decide(server: ModelServer, operation: Operation): PushResult {
  const key = keyOf(operation.ent);
  const before = server.records.get(key) ?? null;
  const refusal = refusalOf(server, operation, before);
  if (refusal) return { n: operation.n, status: 'rejected', code: refusal };
  server.rev += 1;
  const merge = mergeOperation(before, operation, server.rev);
  if (merge.changed) store(server, merge.record, operation);
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
  const vorgang = operation.ent.art === 'ereignis' ? operation.set.bezug : operation.ent.id;
  const status = server.records.get(recordKey('vorgang', String(vorgang)))?.felder.status;
  if (status === 'zdA') return 'akte-closed';
  if (before === null && operation.intent.startsWith('edit')) return 'not-found';
  return null;
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

function store(server: ModelServer, record: FuehrenderDatensatz, { dev, n }: Operation): void {
  server.records.set(keyOf(record), record);
  server.pending.push({ record: wireRecord(record), by: { dev, n } });
}

export const keyOf = ({ art, id }: Pick<Datensatz, 'art' | 'id'>): string => recordKey(art, id);

/** The record without what only the server needs. */
export function wireRecord({ art, id, akte, rev, felder }: FuehrenderDatensatz): Datensatz {
  return { art, id, akte, rev, felder };
}
