import type { StreamedFile } from '../ranges/stream-file.ts';
import type { VersionAccess } from '../replica-api.ts';
import { command } from '../replica-client.ts';

/** A Version on its way in ranges; `giveBack` ends it. */
export interface StreamedVersion extends StreamedFile {
  giveBack(): void;
}

/** Streams a Version to a page; the access record is on disk before the first byte comes. */
export async function streamVersion(access: VersionAccess): Promise<StreamedVersion> {
  const { id, sizeBytes, port } = await command('streamVersion', access);
  return { sizeBytes, port, giveBack: () => void command('returnVersion', { id }).catch(() => undefined) };
}
