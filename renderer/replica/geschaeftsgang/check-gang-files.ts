import type { Commands } from '../../replica-api.ts';
import { mustKnow } from '../edit-records.ts';
import { hashHere } from '../hash-here.ts';
import { isHere } from '../is-here.ts';
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
  const { zeichnungen } = await loadGang(replica, dokument);
  const shas = [...new Set(zeichnungen.map(({ versionSha }) => versionSha))].filter(
    (sha) => replica.foundHashes.get(sha) !== sha && isHere(replica, sha),
  );
  if (shas.length === 0) return null;
  const { akte } = mustKnow(replica, 'dokument', dokument);
  const { keys } = await replica.main.call('keys.release', {
    action: 'validate',
    purpose: 'Geschäftsgang geprüft',
    objects: shas.map((sha) => ({ akte, dokument, sha })),
    ...deputyFacts(replica, dokument),
  });
  for (const [index, sha] of shas.entries()) {
    const key = keys[index];
    if (!key) continue;
    const found = await hashHere(replica, sha, { key });
    replica.foundHashes.set(sha, found);
    if (found !== sha && replica.blobs.has(sha)) await replica.blobs.remove([sha]);
    replica.tell('check');
  }
  replica.tell('blobs');
  return null;
}
