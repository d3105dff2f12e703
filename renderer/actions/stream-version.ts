import type { StreamedFile } from '../ranges/stream-file.ts';
import type { VersionAccess } from '../replica-api/command-inputs.ts';
import { command } from '../replica-client.ts';

/** A Version on its way in ranges; `sha` is that of these bytes, `giveBack` ends it. */
export interface StreamedVersion extends StreamedFile {
  readonly sha: string;
  giveBack(): void;
}

/** Streams a Version to a page; the access record is on disk before the first byte comes. */
export async function streamVersion(access: VersionAccess): Promise<StreamedVersion> {
  const { id, sha, sizeBytes, port } = await command('streamVersion', access);
  return { sha, sizeBytes, port, giveBack: () => void command('returnVersion', { id }).catch(() => undefined) };
}
