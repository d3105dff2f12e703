import {
  addOperations,
  decideOperation,
  firstJournalled,
  type Outbox,
  outboxFromJournal,
  overlays,
  parseRecordKey,
  recordKey,
  settleOperations,
  settlePulled,
  visibleRecord,
} from '../../renderer/replica/outbox-state.ts';
import { decideRow } from '../../renderer/sync/accept-row.ts';
import { changesOfRows } from '../../renderer/sync/changes-of-rows.ts';
import { planPush } from '../../renderer/sync/plan-push.ts';
import type { Datensatz } from '../../shared/akte.ts';
import type { Change, Operation } from '../../shared/change.ts';
import type { PullRow, PushResult } from '../../shared/sync-protocol.ts';
import {
  crashJournal,
  emptyJournal,
  type ModelJournal,
  readJournal,
  syncJournal,
  writeChanges,
  writeResults,
} from './model-journal.ts';
import { Violation } from './violation.ts';

/** A workstation: journal and replica are on disk, `outbox` is in memory and built from the journal. */
export interface ModelDevice {
  readonly id: string;
  readonly person: string;
  readonly journal: ModelJournal;
  /** Which life of the server the records are of. */
  epoch: number;
  /** As pulled; changed together with `cursor` and `unsettled` in one transaction. */
  readonly records: Map<string, Datensatz>;
  cursor: number;
  /** Operations up to `settledUpTo` that are not in here are contained in `records`. */
  unsettled: ReadonlySet<number>;
  settledUpTo: number;
  /** Sequences applied, in order: the witness of contiguity. */
  readonly applied: number[];
  /** Records that the server took away from this person. */
  readonly gone: Set<string>;
  /** Acknowledged when the last complete pull ended. */
  acknowledgedBefore: ReadonlySet<number>;
  /** From here on the journal holds the words of a server that is gone. */
  askAgainFrom: number | null;
  /** Everything is fetched anew and sent again: until then a person may see less than she did. */
  isRebuilding: boolean;
  outbox: Outbox;
  /** Witness: the server's words that the journal holds, by n. */
  known: Map<number, PushResult>;
  clockMs: number;
}

export function modelDevice(id: string): ModelDevice {
  return {
    id,
    person: `p-${id}`,
    journal: emptyJournal(),
    epoch: 1,
    records: new Map(),
    cursor: 0,
    unsettled: new Set(),
    settledUpTo: 0,
    applied: [],
    gone: new Set(),
    acknowledgedBefore: new Set(),
    askAgainFrom: null,
    isRebuilding: false,
    outbox: new Map(),
    known: new Map(),
    clockMs: Date.UTC(2026, 0, 5, 8),
  };
}

/** Journals a change; when this returns, the screen says 'gespeichert'. */
export function saveChange(device: ModelDevice, change: Change): Operation {
  const [operation] = writeChanges(device.journal, device.id, [change]);
  syncJournal(device.journal);
  device.outbox = addOperations(device.outbox, [operation!]);
  return operation!;
}

/** A crash between write and fdatasync of a change: the screen never said 'gespeichert'. */
export function crashWhileSaving(device: ModelDevice, change: Change, cut: number): void {
  writeChanges(device.journal, device.id, [change]);
  crash(device, cut);
}

/** kill -9: memory is gone, the disk stays up to the last fdatasync and perhaps some bytes more. */
export function crash(device: ModelDevice, cut: number): void {
  crashJournal(device.journal, cut);
  const journalled = readJournal(device.journal);
  const settled = journalled.map(({ operation }) => operation.n).filter((n) => isSettled(device, n));
  device.outbox = settleOperations(outboxFromJournal(journalled), new Set(settled));
  // An acknowledgement may have come after the pull and before the crash: no transaction has noted it as settled.
  for (const record of device.records.values()) device.outbox = settlePulled(device.outbox, record, record.rev);
  device.acknowledgedBefore = new Set();
  device.known = new Map(journalled.flatMap(({ operation, result }) => (result ? [[operation.n, result]] : [])));
}

/** What to push to a server that has decided up to `lastN`. */
export function operationsToPush(device: ModelDevice, lastN: number, limit: number): readonly Operation[] {
  const plan = planPush(device.outbox, lastN, device.askAgainFrom);
  if (plan.kind === 'nothing') return [];
  if (plan.kind !== 'send') throw new Violation('I9', `push of ${device.id} is blocked: ${plan.kind}`);
  return plan.operations.slice(0, limit);
}

/** The server's words arrive: journal first, then memory; what was pulled before its acknowledgement is settled at once. */
export function takeResults(device: ModelDevice, results: readonly PushResult[]): void {
  writeResults(device.journal, results);
  syncJournal(device.journal);
  for (const result of results) {
    if (result.status === 'gap') continue;
    if (result.n === device.askAgainFrom) device.askAgainFrom = device.outbox.has(result.n + 1) ? result.n + 1 : null;
    device.known.set(result.n, result);
    device.outbox = decideOperation(device.outbox, result);
    const ent = device.outbox.get(result.n)?.operation.ent;
    const pulled = ent && device.records.get(recordKey(ent.art, ent.id));
    if (ent && pulled) device.outbox = settlePulled(device.outbox, ent, pulled.rev);
  }
}

/** Rows arrive: records, cursor and settlement in one transaction; stops at a gap. */
export function takeRows(device: ModelDevice, rows: readonly PullRow[]): void {
  const accepted: PullRow[] = [];
  for (const row of rows) {
    const acceptance = decideRow(device.cursor, row);
    if (acceptance.kind === 'gap') break;
    if (acceptance.kind === 'duplicate') continue;
    device.cursor = acceptance.cursor;
    device.applied.push(row.s);
    accepted.push(row);
  }
  const revOf = (art: Datensatz['art'], id: string) => device.records.get(recordKey(art, id))?.rev ?? null;
  for (const { art, id, record } of changesOfRows(accepted, { revOf, rereadUpTo: 0 })) {
    const key = recordKey(art, id);
    if (record) device.records.set(key, record);
    else device.records.delete(key);
    if (record) device.gone.delete(key);
    else device.gone.add(key);
    if (record) device.outbox = settlePulled(device.outbox, { art, id }, record.rev);
  }
  if (accepted.length === 0) return;
  device.settledUpTo = Math.max(0, ...device.outbox.keys());
  device.unsettled = new Set([...device.outbox].filter(([, { state }]) => isOpen(state.kind)).map(([n]) => n));
}

/** A pull came to its end: what was acknowledged before the one before, or taken away, and is not here, is settled. */
export function finishPull(device: ModelDevice): void {
  const absent = [...device.outbox].filter(
    ([
      n,
      {
        operation: { ent },
      },
    ]) => {
      const key = recordKey(ent.art, ent.id);
      return (device.acknowledgedBefore.has(n) || device.gone.has(key)) && !device.records.has(key);
    },
  );
  device.outbox = settleOperations(device.outbox, new Set(absent.map(([n]) => n)));
  const open = [...device.outbox].filter(([, { state }]) => state.kind === 'acknowledged');
  device.acknowledgedBefore = new Set(open.map(([n]) => n));
}

/** The server is another one than before: what was pulled goes, what the journal holds stays. */
export function restartReplica(device: ModelDevice, epoch: number): void {
  device.askAgainFrom = firstJournalled(device.outbox);
  Object.assign(device, { epoch, cursor: 0, isRebuilding: true, settledUpTo: 0, unsettled: new Set() });
  device.records.clear();
  device.gone.clear();
  device.applied.length = 0;
}

/** What the person sees of a record. */
export function seenRecord(device: ModelDevice, art: Datensatz['art'], id: string): Datensatz | null {
  const key = recordKey(art, id);
  return visibleRecord(device.records.get(key) ?? null, overlays(device.outbox).get(key) ?? []);
}

/** Every record of a kind as the person sees it. */
export function seenRecords(device: ModelDevice, art: Datensatz['art']): Datensatz[] {
  const keys = new Set([...device.records.keys(), ...overlays(device.outbox).keys()]);
  const ids = [...keys].map(parseRecordKey).filter((ent) => ent.art === art);
  return ids.flatMap(({ id }) => seenRecord(device, art, id) ?? []);
}

const isOpen = (kind: string) => kind === 'waiting' || kind === 'acknowledged';

const isSettled = (device: ModelDevice, n: number) => n <= device.settledUpTo && !device.unsettled.has(n);
