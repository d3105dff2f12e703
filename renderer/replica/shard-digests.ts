import { type DatensatzArt, datensatzArten } from '../../shared/akte.ts';
import { AUTHORITY_SHARD } from '../../shared/sync-protocol.ts';
import { parseRecordKey } from './outbox-state.ts';
import type { Replica } from './replica.ts';

/** What was pulled of one shard: a line `art:id:rev` per record, in any order. */
export type ShardLines = ReadonlyMap<string, readonly string[]>;

/** The pulled records by shard; what is only unsent, or lies in a shard only by an unsent filing, is left to differ. */
export function shardLines({ tables }: Replica): ShardLines {
  const shards = new Map<string, string[]>();
  for (const art of datensatzArten) {
    const table = tables[art];
    for (let row = 0; row < table.rowCount; row++) {
      if (!table.isLive(row) || !table.isStored(row)) continue;
      const shard = table.akte(row) ?? AUTHORITY_SHARD;
      const line = `${art}:${table.ids[row]}:${table.number('$rev', row)}`;
      const lines = shards.get(shard);
      if (lines) lines.push(line);
      else shards.set(shard, [line]);
    }
  }
  return shards;
}

/** SHA-256 hex as the server forms it (S84). */
export async function digestOf(lines: readonly string[]): Promise<string> {
  const text = lines
    .toSorted()
    .map((line) => `${line}\n`)
    .join('');
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The record that a line is about. */
export function recordOfLine(line: string): { readonly art: DatensatzArt; readonly id: string } {
  return parseRecordKey(line.slice(0, line.lastIndexOf(':')));
}
