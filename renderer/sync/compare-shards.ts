import { AppError } from '../../shared/errors.ts';
import {
  type ShardList,
  shardListSchema,
  snapshotEndSchema,
  snapshotRecordSchema,
} from '../../shared/sync-protocol.ts';
import { recordKey } from '../replica/outbox-state.ts';
import type { RecordChange } from '../replica/record-store.ts';
import type { Replica } from '../replica/replica.ts';
import { digestOf, recordOfLine, type ShardLines, shardLines } from '../replica/shard-digests.ts';
import { readText } from './read-answer.ts';
import { readJson, type ServerClient } from './server-client.ts';

/** Shards of one request: their names have to fit into an address. */
const MAX_SHARDS = 64;
/** Records of one request, as far as whole shards allow. */
const FEW_RECORDS = 5_000;

type Shard = ShardList['shards'][number];

/**
 * Brings a replica from before the horizon to where the server stands: only shards whose digests differ are fetched, those that
 * the server does not name are dropped, the outbox stays (S84). What arrived stays when the line is cut: next time it is equal.
 */
export async function compareShards(
  server: ServerClient,
  replica: Replica,
  { signal, onRows }: { readonly signal: AbortSignal; readonly onRows: (count: number) => void },
): Promise<void> {
  const { head, shards } = await readJson(await server.request('/v1/sync/snapshot', { signal }), shardListSchema);
  const here = shardLines(replica);
  const named = new Set(shards.map(({ shard }) => shard));
  const dropped = [...here].filter(([shard]) => !named.has(shard)).flatMap(([, lines]) => lines.map(goneOf));
  if (dropped.length > 0) await replica.applyPulled(dropped, {});
  for (const group of inGroups(await differing(shards, here))) {
    const changes = await fetchShards(server, group, signal);
    const kept = new Set(changes.map(({ art, id }) => recordKey(art, id)));
    const removed = group
      .flatMap(({ shard }) => here.get(shard) ?? [])
      .map(goneOf)
      .filter(({ art, id }) => !kept.has(recordKey(art, id)));
    await replica.applyPulled([...removed, ...changes], {});
    onRows(changes.length);
  }
  await replica.patchState({ cursor: head });
}

async function differing(shards: readonly Shard[], here: ShardLines): Promise<Shard[]> {
  const digests = await Promise.all(shards.map(async ({ shard }) => digestOf(here.get(shard) ?? [])));
  return shards.filter(({ digest }, i) => digest !== digests[i]);
}

/** Small shards share a request, a large one has its own. */
function inGroups(shards: readonly Shard[]): Shard[][] {
  const groups: Shard[][] = [];
  let records = 0;
  for (const shard of shards) {
    const last = groups.at(-1);
    records += shard.records;
    if (last && last.length < MAX_SHARDS && records <= FEW_RECORDS) last.push(shard);
    else {
      groups.push([shard]);
      records = shard.records;
    }
  }
  return groups;
}

async function fetchShards(
  server: ServerClient,
  group: readonly Shard[],
  signal: AbortSignal,
): Promise<readonly RecordChange[]> {
  const names = encodeURIComponent(group.map(({ shard }) => shard).join(','));
  const changes: RecordChange[] = [];
  for (;;) {
    const last = changes.at(-1);
    const after = last ? `&after=${encodeURIComponent(recordKey(last.art, last.id))}` : '';
    const answer = await server.request(`/v1/sync/snapshot?shard=${names}${after}`, { signal });
    const { records, more } = parsePage(await readText(answer));
    for (const record of records) changes.push({ art: record.art, id: record.id, record });
    if (!more) return changes;
    if (records.length === 0) throw new AppError('server-answer-invalid');
  }
}

/** A page without its end was cut: 'server-unreachable', because it comes whole when asked again. */
function parsePage(text: string) {
  const lines = text.split('\n');
  const isWhole = lines.pop() === '' && lines.at(-1)?.startsWith('{"end"');
  if (!isWhole) throw new AppError('server-unreachable');
  try {
    const { more } = snapshotEndSchema.parse(JSON.parse(lines.pop() ?? ''));
    return { more, records: lines.map((line) => snapshotRecordSchema.parse(JSON.parse(line))) };
  } catch (cause) {
    throw new AppError('server-answer-invalid', { cause });
  }
}

const goneOf = (line: string): RecordChange => ({ ...recordOfLine(line), record: null });
