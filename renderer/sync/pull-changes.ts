import { createSHA256 } from 'hash-wasm';
import { AppError } from '../../shared/errors.ts';
import type { PullEnd, PullRow } from '../../shared/sync-protocol.ts';
import type { Replica } from '../replica/replica.ts';
import { decideRow } from './accept-row.ts';
import { applyRemoteChange } from './apply-remote-change.ts';
import { parseLine } from './parse-row.ts';
import { readLines } from './read-lines.ts';
import type { ServerClient } from './server-client.ts';

/** Rows asked for in one request. */
const PULL_ROWS = 20_000;
/** Rows written in one transaction. */
const COMMIT_ROWS = 4_096;

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
  const mac = await createSHA256();
  mac.init();
  let accepted: PullRow[] = [];
  let cursor = replica.state.cursor;
  let end: PullEnd | null = null;
  const commit = async () => {
    const rows = accepted;
    accepted = [];
    if (rows.length > 0) await applyRemoteChange(replica, rows, cursor);
    options.onRows(rows.length);
  };

  for await (const lines of readLines(answer.body)) {
    const parsed = lines.map(parseLine);
    const rows = parsed.filter((row) => !('end' in row)).length;
    // One call per group: a call per line costs more than the hash itself. The end is the last line.
    if (rows > 0) mac.update(`${lines.slice(0, rows).join('\n')}\n`);
    for (const row of parsed) {
      if ('end' in row) {
        end = row;
        continue;
      }
      const decision = decideRow(cursor, row);
      if (decision.kind === 'gap') {
        await commit();
        throw new AppError('resync-needed');
      }
      if (decision.kind === 'duplicate') continue;
      cursor = decision.cursor;
      accepted.push(row);
      if (accepted.length >= COMMIT_ROWS) await commit();
    }
  }
  await commit();
  if (!end) return { kind: 'truncated' };
  if (mac.digest('hex') !== end.mac) throw new AppError('server-answer-invalid');
  // Behind the last row there is nothing that this person may see: the replica stands where the server says.
  if (end.cursor > cursor) await replica.patchState({ cursor: end.cursor });
  return { kind: 'end', more: end.more };
}
