import { errorCode } from '../../shared/errors.ts';
import { MAX_RECORDS, recordsAnswerSchema } from '../../shared/sync-protocol.ts';
import { type LostRecords, lostRecords, type RecordName } from '../replica/lost-records.ts';
import type { RecordChange } from '../replica/record-store.ts';
import type { Replica } from '../replica/replica.ts';
import { jsonBody, readJson, type ServerClient } from './server-client.ts';

/** With more of them pulling everything once more is faster. */
const WORTH_ASKING = 20_000;

/**
 * Replaces what lay in damaged segments by what the server has now; everything else stays (R95). What the server does not
 * name any more is gone for this person.
 */
export async function healRecords(server: ServerClient, replica: Replica, signal: AbortSignal): Promise<void> {
  const lost = lostRecords(replica.store);
  if (!lost) return;
  const foundAt = replica.now().toISOString();
  const repair = { foundAt, doneAt: null, records: lost.records.length };
  const found = lost.records.length > WORTH_ASKING ? null : await fetchRecords(server, lost, signal);
  if (found) return replica.applyPulled(found, { repair }, lost.segments);
  const { cursor, rereadUpTo } = replica.state;
  const reread = { cursor: 0, rereadUpTo: Math.max(cursor, rereadUpTo), repair };
  await replica.applyPulled(lost.records.map(asGone), reread, lost.segments);
}

/** The records as they are now; null from a server that cannot be asked for single ones. */
async function fetchRecords(
  server: ServerClient,
  { records }: LostRecords,
  signal: AbortSignal,
): Promise<readonly RecordChange[] | null> {
  const found: RecordChange[] = [];
  try {
    for (let at = 0; at < records.length; at += MAX_RECORDS) {
      const asked = records.slice(at, at + MAX_RECORDS);
      const request = { ...jsonBody({ records: asked }), signal };
      const answer = await readJson(await server.request('/v1/sync/records', request), recordsAnswerSchema);
      const byName = new Map(answer.records.map((record) => [`${record.art}/${record.id}`, record]));
      for (const { art, id } of asked) found.push({ art, id, record: byName.get(`${art}/${id}`) ?? null });
    }
  } catch (error) {
    if (errorCode(error) === 'not-found') return null;
    throw error;
  }
  return found;
}

const asGone = ({ art, id }: RecordName): RecordChange => ({ art, id, record: null });
