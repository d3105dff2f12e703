import type { Commands } from '../../replica-api.ts';
import { mustKnow } from '../edit-records.ts';
import { hashHere } from '../hash-here.ts';
import { shaHere } from '../is-here.ts';
import type { Replica } from '../replica.ts';
import { deputyFacts } from '../vertretung.ts';
import { loadGang } from './load-gang.ts';

/**
 * Reads the files of this Geschaeftsgang that lie here and were not read since the unlock, and notes which bytes they are
 * (G34). The access record is on disk before; damaged ones are thrown away, so that the next reading fetches them.
 */
export async function checkGangFiles(
  replica: Replica,
  { dokument }: Commands['checkGangFiles']['input'],
): Promise<null> {
  const { zeichnungen, fassungen } = await loadGang(replica, dokument);
  const { version } = replica.tables;
  const signed = new Set(zeichnungen.map(({ versionSha }) => versionSha));
  const unread = [...fassungen.values()].flatMap(({ id, sha }) => {
    if (!signed.has(sha) || replica.foundHashes.get(sha) === sha) return [];
    const row = version.row(id);
    // A raised format begins with the bytes of its Version (decision 0026): they lie here in it.
    const here = shaHere(replica, row);
    return here === null ? [] : [{ sha, here, sizeBytes: version.number('groesse', row) }];
  });
  if (unread.length === 0) return null;
  const { akte } = mustKnow(replica, 'dokument', dokument);
  const { keys } = await replica.main.call('keys.release', {
    action: 'validate',
    purpose: 'Geschäftsgang geprüft',
    objects: unread.map(({ here }) => ({ akte, dokument, sha: here })),
    ...deputyFacts(replica, dokument),
  });
  for (const [index, { sha, here, sizeBytes }] of unread.entries()) {
    const key = keys[index];
    if (!key) continue;
    const found = await hashHere(replica, here, here === sha ? { key } : { key, sizeBytes });
    replica.foundHashes.set(sha, found);
    if (found !== sha && replica.blobs.has(here)) await replica.blobs.remove([here]);
    replica.tell('check');
  }
  replica.tell('blobs');
  return null;
}
