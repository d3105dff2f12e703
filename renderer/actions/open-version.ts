import { isEnvelope } from '../../shared/asic/envelope-types.ts';
import { shownMember } from '../../shared/asic/shown-member.ts';
import type { StreamedFile } from '../ranges/stream-file.ts';
import type { VersionZeile } from '../replica-api/dokument-rows.ts';
import { command } from '../replica-client.ts';
import { openEnvelopeVersion } from './open-envelope-version.ts';
import { streamVersion } from './stream-version.ts';

const looking = { action: 'open', purpose: 'Dokument ansehen' } as const;

/** The bytes of a Version for looking at it; the access record is on disk before they come. */
export async function openVersion(version: string): Promise<Uint8Array> {
  const { bytes } = await command('readVersion', { version, ...looking, format: 'best' });
  return bytes;
}

/** What the viewer gets: whole bytes, or a file that it reads in ranges. `close` gives it back. */
export interface Shown {
  readonly file: Uint8Array | StreamedFile;
  close(): void;
}

/** The PDF that is looked at: the Version itself, or out of an envelope the document of that name, else the first. */
export async function openShown(
  version: Pick<VersionZeile, 'id' | 'dateiname' | 'mimetyp'>,
  member: string | null,
): Promise<Shown> {
  if (!isEnvelope(version.mimetyp)) {
    const { giveBack, ...file } = await streamVersion({ version: version.id, ...looking, format: 'best' });
    return { file, close: giveBack };
  }
  const envelope = await openEnvelopeVersion(version, looking.action, looking.purpose);
  try {
    return { file: await envelope.take(shownMember(envelope.members, member)), close: () => undefined };
  } finally {
    envelope.close();
  }
}
