import type { Commands } from '../replica-api.ts';
import { signaturdateien } from './formate.ts';
import { type FetchBlob, openBlob } from './open-blob.ts';
import { readWhole, wantedBlob } from './read-version.ts';
import type { Replica } from './replica.ts';

/** The signatures that came beside a Version, with their bytes; the access record is on disk before. */
export async function readSignatures(
  replica: Replica,
  fetchBlob: FetchBlob,
  { version, ...access }: Commands['readSignatures']['input'],
): Promise<Commands['readSignatures']['output']> {
  const document = wantedBlob(replica, version);
  const signatures: { dateiname: string; bytes: Uint8Array }[] = [];
  for (const { dateiname, sha, sizeBytes } of signaturdateien(replica).get(version) ?? []) {
    const file = await openBlob(replica, fetchBlob, { ...document, sha, sizeBytes }, access);
    signatures.push({ dateiname, bytes: await readWhole(file) });
  }
  return { signatures };
}
