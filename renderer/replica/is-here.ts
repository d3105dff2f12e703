import type { Replica } from './replica.ts';

/** Whether bytes can be read without the server: in the replica, or unsent in main's journal. */
export function isHere(replica: Replica, sha: string): boolean {
  return replica.blobs.has(sha) || replica.unsentBlobs.has(sha);
}
