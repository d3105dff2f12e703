import { AppError } from '../../shared/errors.ts';
import type { RaisedLevel } from '../../shared/pdf/level/raise-pdf.ts';
import { appendWithBytes, cacheBytes, sha256Hex } from './add-version.ts';
import { mustRead } from './edit-records.ts';
import { makeChange } from './make-change.ts';
import type { Replica } from './replica.ts';

/**
 * Adds a further format of a Version, whose own bytes and hash stay. Throws AppError 'format-not-appended' when the bytes do
 * not begin with those of the Version.
 */
export async function addPrimaerdokument(
  replica: Replica,
  input: {
    readonly version: string;
    readonly stufe: RaisedLevel;
    readonly bytes: Uint8Array<ArrayBuffer>;
    /** Until when its last time-stamp carries it, ISO 8601. */
    readonly traegtBis: string | null;
  },
): Promise<{ readonly primaerdokument: string }> {
  const { version, stufe, bytes, traegtBis } = input;
  const { felder, akte } = await mustRead(replica, 'version', version);
  const original = bytes.subarray(0, Number(felder.groesse));
  if (bytes.length <= Number(felder.groesse) || (await sha256Hex(original)) !== felder.sha) {
    throw new AppError('format-not-appended');
  }
  const id = replica.newId();
  const sha = await sha256Hex(bytes);
  const erstellt = replica.now().toISOString();
  const made = { erstelltVon: replica.identity.person, erstellt };
  const set = { version, stufe, sha, groesse: bytes.length, ...made, ...(traegtBis === null ? {} : { traegtBis }) };
  const ent = { art: 'primaerdokument', id } as const;
  await appendWithBytes(replica, { sha, bytes }, () => [
    makeChange(replica, { akte, intent: 'add-primaerdokument', ent, set, need: [sha] }),
  ]);
  const dokument = String(felder.dokument);
  await cacheBytes(replica, { akte: akte ?? dokument, dokument, sha, bytes });
  return { primaerdokument: id };
}
