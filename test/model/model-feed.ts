import type { Datensatz } from '../../shared/akte.ts';
import type { FuehrenderDatensatz } from '../../shared/merge.ts';
import type { PullRow } from '../../shared/sync-protocol.ts';
import { keyOf, type LogRow, type ModelServer, type Put, sees, seit, wireRecord } from './model-server.ts';
import { expectInvariant } from './violation.ts';

/** Gives a right, or takes it when she has it; the leader acts on it in its turn. */
export function changeRights(server: ModelServer, person: string, akte: string): void {
  server.pending.push({ rights: { person, akte } });
}

/** The leader's work: moves up to `rows` entries from pending into the log with contiguous s. */
export function sequenceRows(server: ModelServer, rows: number): void {
  for (let moved = 0; moved < rows && server.pending.length > 0; moved++) {
    const entry = server.pending.shift()!;
    if ('rights' in entry) switchRight(server, entry.rights);
    else log(server, { put: entry, gone: null, fuer: null });
  }
}

// A grant puts the whole Akte into the log once more for that person, a revoke a `gone` for each of its records (S21, S22).
function switchRight(server: ModelServer, { person, akte }: { readonly person: string; readonly akte: string }): void {
  const inside = [...server.records.values()].filter((record) => record.akte === akte);
  const since = seit(server, person, akte);
  if (server.sicht.delete(`${person} ${akte}`)) {
    const held = new Map(
      [...inside, ...movedOut(server, person, { akte, since })].map((record) => [keyOf(record), record]),
    );
    for (const { art, id } of held.values()) log(server, { put: null, gone: { art, id, akte }, fuer: person });
    return;
  }
  server.sicht.set(`${person} ${akte}`, server.log.length + 1);
  for (const record of inside) {
    const put = { record: wireRecord(record), by: { dev: 'authority', n: 0 }, epoch: server.epoch, vonAkte: null };
    log(server, { put, gone: null, fuer: person });
  }
}

// Since her right began, or on their way into the log: she may still hold them, and sees their own rows no more (S22).
function movedOut(
  server: ModelServer,
  person: string,
  { akte, since }: { readonly akte: string; readonly since: number },
): FuehrenderDatensatz[] {
  const waiting = server.pending.flatMap((entry) => ('rights' in entry ? [] : [entry]));
  const logged = server.log.flatMap(({ s, put }) => (put && s >= since ? [put] : []));
  const left = [...logged, ...waiting].filter(({ vonAkte }) => vonAkte === akte);
  return left
    .flatMap(({ record }) => server.records.get(keyOf(record)) ?? [])
    .filter((record) => record.akte !== null && !sees(server, person, record.akte));
}

function log(server: ModelServer, row: Omit<LogRow, 's'>): void {
  server.log.push({ s: server.log.length + 1, ...row });
}

/** The part of the feed that a person may see now. */
export function visibleRows(server: ModelServer, person: string): LogRow[] {
  return server.log.filter(
    (row) => (row.fuer === null || row.fuer === person) && (row.put === null || shows(server, person, row) !== null),
  );
}

/** Whether a row brings a record to a person or, moved out of what she sees, takes it from her; null = she is not told. */
function shows(server: ModelServer, person: string, { s, put }: LogRow): 'put' | 'gone' | null {
  if (!put || s >= seit(server, person, put.record.akte)) return put ? 'put' : 'gone';
  return put.vonAkte !== null && s >= seit(server, person, put.vonAkte) ? 'gone' : null;
}

/** `GET /v1/sync/pull`: what the person may see after `after`, each with the sequence visible before it. */
export function answerPull(server: ModelServer, person: string, after: number, limit: number): PullRow[] {
  const rows = visibleRows(server, person)
    .filter(({ s }) => s > after)
    .slice(0, limit);
  return rows.map((row, i): PullRow => {
    const { s, put, gone } = row;
    const p = rows[i - 1]?.s ?? after;
    if (!put) return { k: 'gone', s, p, ...gone! };
    const { art, id } = put.record;
    if (shows(server, person, row) === 'gone') return { k: 'gone', s, p, art, id, akte: put.vonAkte! };
    expectInvariant('I6', sees(server, person, put.record.akte), () => `row ${s} goes to ${person} without a right`);
    return { k: 'put', s, p, d: put.record, by: put.by };
  });
}

/** What operations did to records, in order; the copies that a grant brings are left out. */
export function writtenBy({ log }: ModelServer): readonly Put[] {
  const known = written.get(log);
  if (known?.length === log.length) return known.puts;
  const puts = log.flatMap(({ put, fuer }) => (put && fuer === null ? [put] : []));
  written.set(log, { length: log.length, puts });
  return puts;
}

const written = new WeakMap<readonly LogRow[], { readonly length: number; readonly puts: readonly Put[] }>();

/** What a person may see as it is now. */
export function visibleRecords(server: ModelServer, person: string): Datensatz[] {
  return [...server.records.values()].filter(({ akte }) => sees(server, person, akte)).map(wireRecord);
}
