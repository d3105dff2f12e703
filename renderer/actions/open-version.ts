import { isEnvelope } from '../../shared/asic/envelope-types.ts';
import { shownMember } from '../../shared/asic/shown-member.ts';
import type { VersionZeile } from '../replica-api/dokument-rows.ts';
import { command } from '../replica-client.ts';
import { openEnvelopeVersion } from './open-envelope-version.ts';

/** The bytes of a Version for looking at it; the access record is on disk before they come. */
export async function openVersion(version: string): Promise<Uint8Array> {
  const { bytes } = await command('readVersion', {
    version,
    action: 'open',
    purpose: 'Dokument ansehen',
    format: 'best',
  });
  return bytes;
}

/** The PDF that is looked at: the Version itself, or out of an envelope the document of that name, else the first. */
export async function openShown(
  version: Pick<VersionZeile, 'id' | 'dateiname' | 'mimetyp'>,
  member: string | null,
): Promise<Uint8Array> {
  if (!isEnvelope(version.mimetyp)) return openVersion(version.id);
  const envelope = await openEnvelopeVersion(version, 'open', 'Dokument ansehen');
  try {
    return await envelope.take(shownMember(envelope.members, member));
  } finally {
    envelope.close();
  }
}
