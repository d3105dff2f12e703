import { bestFormat } from './formate.ts';
import type { Replica } from './replica.ts';

/** Whether bytes can be read without the server: in the replica, or unsent in main's journal. */
export function isHere(replica: Replica, sha: string): boolean {
  return replica.blobs.has(sha) || replica.unsentBlobs.has(sha);
}

/** Whether a Version (by its row) can be looked at without the server: its own bytes or those of its best format are here. */
export function isVersionHere(replica: Replica, row: number): boolean {
  const { version } = replica.tables;
  if (row < 0) return false;
  if (isHere(replica, version.text('sha', row))) return true;
  const best = bestFormat(replica, version.ids[row] ?? '');
  return best !== null && isHere(replica, best.sha);
}
