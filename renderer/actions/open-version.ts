import { isEnvelope } from '../../shared/asic/envelope-types.ts';
import { shownMember } from '../../shared/asic/shown-member.ts';
import type { StreamedFile } from '../ranges/stream-file.ts';
import type { VersionAccess } from '../replica-api/command-inputs.ts';
import type { VersionZeile } from '../replica-api/dokument-rows.ts';
import { command } from '../replica-client.ts';
import { openEnvelopeVersion } from './open-envelope-version.ts';
import { streamVersion } from './stream-version.ts';

const looking = { action: 'open', purpose: 'Dokument ansehen' } as const;

/** What a file is opened for, as its access record says. */
export type Purpose = Pick<VersionAccess, 'action' | 'purpose'>;

/** The bytes of a Version for looking at it; the access record is on disk before they come. */
export async function openVersion(version: string): Promise<Uint8Array> {
  const { bytes } = await command('readVersion', { version, ...looking, format: 'best' });
  return bytes;
}

/** What the viewer gets: whole bytes, or a file that it reads in ranges. `close` gives it back. */
export interface Shown {
  readonly file: Uint8Array | StreamedFile;
  /** SHA-256 of the Version's bytes, hexadecimal. */
  readonly sha: string;
  /** Of an envelope: which of its documents this is. */
  readonly member: string | null;
  close(): void;
}

/** The PDF that is looked at: the Version itself, or out of an envelope the document of that name, else the first. */
export async function openShown(
  version: Pick<VersionZeile, 'id' | 'dateiname' | 'mimetyp'>,
  member: string | null,
  access: Purpose = looking,
): Promise<Shown> {
  if (!isEnvelope(version.mimetyp)) {
    const { giveBack, sha, ...file } = await streamVersion({ version: version.id, ...access, format: 'best' });
    return { file, sha, member: null, close: giveBack };
  }
  const envelope = await openEnvelopeVersion(version, access.action, access.purpose);
  try {
    const name = shownMember(envelope.members, member);
    return { file: await envelope.take(name), sha: envelope.sha, member: name, close: () => undefined };
  } finally {
    envelope.close();
  }
}
