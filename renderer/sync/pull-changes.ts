import { AppError } from '../../shared/errors.ts';
import type { PullEnd, PullRow } from '../../shared/sync-protocol.ts';
import type { Replica } from '../replica/replica.ts';
import { decideRow } from './accept-row.ts';
import { applyRemoteChange } from './apply-remote-change.ts';
import { parseLines } from './parse-row.ts';
import { createPullMac } from './pull-mac.ts';
import { readLines } from './read-lines.ts';
import type { ServerClient } from './server-client.ts';

const NEWLINE = 10;
/** Rows asked for in one request. */
const PULL_ROWS = 100_000;
/** Rows written in one transaction. */
const COMMIT_ROWS = 2_048;

/** How a batch ended. `truncated`: what came was kept, the rest has to be asked for again. */
export type PullOutcome = { readonly kind: 'end'; readonly more: boolean } | { readonly kind: 'truncated' };

/**
 * Pulls one batch after the replica's cursor. Complete lines of a cut batch stay; a line that does not follow the one before
 * is refused. Throws AppError 'resync-needed' then, and 'server-answer-invalid' when the end's mac is wrong.
 */
export async function pullChanges(
  server: ServerClient,
  replica: Replica,
  options: { readonly onRows: (count: number) => void; readonly signal: AbortSignal },
): Promise<PullOutcome> {
  const path = `/v1/sync/pull?after=${replica.state.cursor}&limit=${PULL_ROWS}`;
  const answer = await server.request(path, { signal: options.signal, headers: { accept: 'application/x-ndjson' } });
  if (!answer.body) throw new AppError('server-answer-invalid');
  const mac = createPullMac();
  const writer = createWriter(replica, options.onRows);
  let cursor = replica.state.cursor;
  let end: PullEnd | null = null;

  try {
    for await (const { text, bytes } of readLines(answer.body)) {
      if (end) throw new AppError('server-answer-invalid');
      const parsed = parseLines(text);
      const last = parsed.at(-1);
      if (last && 'end' in last) end = last;
      // The mac covers the lines before the end, byte for byte.
      mac.update(end ? bytes.subarray(0, bytes.lastIndexOf(NEWLINE, -2) + 1) : bytes);
      for (const row of end ? parsed.slice(0, -1) : parsed) {
        if ('end' in row) throw new AppError('server-answer-invalid');
        const decision = decideRow(cursor, row);
        if (decision.kind === 'gap') throw new AppError('resync-needed');
        if (decision.kind === 'duplicate') continue;
        cursor = decision.cursor;
        const full = writer.add(row, cursor);
        if (full) await full;
      }
    }
  } finally {
    await writer.finish();
  }
  if (!end) return { kind: 'truncated' };
  if ((await mac.hex()) !== end.mac) throw new AppError('server-answer-invalid');
  // Behind the last row there is nothing that this person may see: the replica stands where the server says.
  if (end.cursor > cursor) await replica.patchState({ cursor: end.cursor });
  return { kind: 'end', more: end.more };
}

/** Writes accepted rows in large transactions, each while the next rows arrive. */
function createWriter(replica: Replica, onRows: (count: number) => void) {
  let accepted: PullRow[] = [];
  let cursor = 0;
  let writing: Promise<void> = Promise.resolve();
  const write = async () => {
    await writing;
    const rows = accepted;
    accepted = [];
    if (rows.length === 0) return;
    writing = applyRemoteChange(replica, rows, cursor).then(() => onRows(rows.length));
    // `finish` hears of a failure; until then nobody waits for it.
    writing.catch(() => undefined);
  };
  return {
    /** Answers a promise only when a transaction has to be waited for: one per row would cost more than the row. */
    add(row: PullRow, at: number): Promise<void> | undefined {
      accepted.push(row);
      cursor = at;
      return accepted.length >= COMMIT_ROWS ? write() : undefined;
    },
    async finish() {
      await write();
      await writing;
    },
  };
}
