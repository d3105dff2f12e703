import { editableEnding } from '../../shared/office/editable-ending.ts';
import type { EditableEnding } from '../../shared/office/office-types.ts';
import { openEnvelope } from '../pdf-client.ts';
import type { VersionZeile } from '../replica-api/dokument-rows.ts';
import { command } from '../replica-client.ts';

/** The bytes of a draft that may be given to another program. */
export interface ReadDraft {
  readonly bytes: Uint8Array;
  readonly ending: EditableEnding;
}

/**
 * Reads a draft for another program; the access record is on disk before. What could act on its own is not given away. Throws
 * AppError 'office-active', 'office-…'.
 */
export async function readDraft({ id, dateiname }: VersionZeile, purpose: string): Promise<ReadDraft> {
  const { bytes } = await command('readVersion', { version: id, action: 'export', purpose });
  const envelope = await openEnvelope({ name: dateiname, bytes: bytes.slice() });
  envelope.close();
  return { bytes, ending: editableEnding(envelope.type, envelope.concerns ?? []) };
}
