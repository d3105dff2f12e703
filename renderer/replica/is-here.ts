import { bestFormat } from './formate.ts';
import type { Replica } from './replica.ts';

/** Whether bytes can be read without the server: in the replica, or unsent in main's journal. */
export function isHere(replica: Replica, sha: string): boolean {
  return replica.blobs.has(sha) || replica.unsentBlobs.has(sha);
}

/** Where the bytes of a Version (by its row) lie here: under its own hash, or in those of its best format; null = nowhere. */
export function shaHere(replica: Replica, row: number): string | null {
  const { version } = replica.tables;
  if (row < 0) return null;
  const own = version.text('sha', row);
  if (isHere(replica, own)) return own;
  const best = bestFormat(replica, version.ids[row] ?? '');
  return best !== null && isHere(replica, best.sha) ? best.sha : null;
}

/** Whether a Version (by its row) can be looked at without the server: its own bytes or those of its best format are here. */
export const isVersionHere = (replica: Replica, row: number): boolean => shaHere(replica, row) !== null;
