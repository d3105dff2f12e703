import type { Zugriffsart } from '../../shared/zugriff.ts';
import { type OpenEnvelope, openEnvelope } from '../pdf-client.ts';
import type { VersionZeile } from '../replica-api/dokument-rows.ts';
import { command } from '../replica-client.ts';

/** The Version of an envelope, as far as it must be known to open it. */
export type EnvelopeVersion = Pick<VersionZeile, 'id' | 'dateiname'>;

/** Opens a Version that is an envelope; the access record is on disk before its bytes come. */
export async function openEnvelopeVersion(
  { id, dateiname }: EnvelopeVersion,
  action: Zugriffsart,
  purpose: string,
): Promise<OpenEnvelope> {
  const { bytes } = await command('readVersion', { version: id, action, purpose });
  return openEnvelope({ name: dateiname, bytes });
}
