import { createHash } from 'node:crypto';
import type { Change, Operation } from '../../shared/change.ts';
import { operationPayload } from '../../shared/change.ts';
import type { PushResult } from '../../shared/sync-protocol.ts';
import type { Journalled } from '../../shared/worker-port.ts';

/** A line of the journal file: an operation, or the server's word on one. */
type Line = { readonly operation: Operation } | { readonly result: PushResult };

/** Main's journal file: text, and how much of it is safe on disk. */
export interface ModelJournal {
  text: string;
  syncedLength: number;
  /** End of the chain, as far as it was written. */
  last: { readonly n: number; readonly h: string };
}

const beginning = { n: 0, h: '0'.repeat(64) };
/** A journal without any line. */
export const emptyJournal = (): ModelJournal => ({ text: '', syncedLength: 0, last: beginning });

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** `journal.append`: numbers, chains, writes; safe only after {@link syncJournal}. */
export function writeChanges(journal: ModelJournal, dev: string, changes: readonly Change[]): Operation[] {
  let { n, h: prev } = journal.last;
  const operations = changes.map((change): Operation => {
    n += 1;
    const unsigned = { ...change, dev, n, prev };
    prev = sha256(operationPayload(unsigned));
    return { ...unsigned, h: prev, sig: '' };
  });
  for (const operation of operations) writeLine(journal, { operation });
  journal.last = { n, h: prev };
  return operations;
}

/** `journal.decide`. */
export function writeResults(journal: ModelJournal, results: readonly PushResult[]): void {
  for (const result of results) writeLine(journal, { result });
}

/** fdatasync. */
export function syncJournal(journal: ModelJournal): void {
  journal.syncedLength = journal.text.length;
}

/** A crash: of what was written but not synced, the share `cut` reached the disk, whatever byte that is. */
export function crashJournal(journal: ModelJournal, cut: number): void {
  const unsynced = journal.text.length - journal.syncedLength;
  journal.text = journal.text.slice(0, journal.syncedLength + Math.floor(unsynced * cut));
  const valid = validLines(journal.text).join('');
  journal.text = valid;
  journal.syncedLength = valid.length;
  journal.last = readJournal(journal).at(-1)?.operation ?? beginning;
}

/** `journal.load`. */
export function readJournal(journal: ModelJournal): Journalled[] {
  const entries = new Map<number, Journalled>();
  for (const text of validLines(journal.text)) {
    const line = JSON.parse(text.slice(65)) as Line;
    if ('operation' in line) entries.set(line.operation.n, { operation: line.operation });
    else {
      const entry = entries.get(line.result.n);
      if (entry && line.result.status !== 'gap') entries.set(line.result.n, { ...entry, result: line.result });
    }
  }
  return [...entries.values()];
}

function writeLine(journal: ModelJournal, line: Line): void {
  const json = JSON.stringify(line);
  journal.text += `${sha256(json)} ${json}\n`;
}

function validLines(text: string): string[] {
  const lines = text.match(/[^\n]*\n/g) ?? [];
  const damaged = lines.findIndex((line) => sha256(line.slice(65, -1)) !== line.slice(0, 64));
  return damaged < 0 ? lines : lines.slice(0, damaged);
}
