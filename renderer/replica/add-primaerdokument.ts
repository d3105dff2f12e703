import { AppError } from '../../shared/errors.ts';
import type { RaisedLevel } from '../../shared/pdf/level/raise-pdf.ts';
import { type Content, hashBeginning } from './content.ts';
import { mustKnow } from './edit-records.ts';
import { appendWithContent, cacheContent } from './keep-content.ts';
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
    readonly content: Content;
    /** Until when its last time-stamp carries it, ISO 8601. */
    readonly traegtBis: string | null;
  },
): Promise<{ readonly primaerdokument: string }> {
  const { version, stufe, content, traegtBis } = input;
  const { felder, akte } = mustKnow(replica, 'version', version);
  const { beginning, whole: sha } = await hashBeginning(content, Number(felder.groesse));
  if (content.sizeBytes <= Number(felder.groesse) || beginning !== felder.sha) {
    throw new AppError('format-not-appended');
  }
  const id = replica.newId();
  const erstellt = replica.now().toISOString();
  const made = { groesse: content.sizeBytes, erstelltVon: replica.identity.person, erstellt };
  const set = { version, stufe, sha, ...made, ...(traegtBis === null ? {} : { traegtBis }) };
  const ent = { art: 'primaerdokument', id } as const;
  await appendWithContent(replica, { sha, content }, () => [
    makeChange(replica, { akte, intent: 'add-primaerdokument', ent, set, need: [sha] }),
  ]);
  const dokument = String(felder.dokument);
  await cacheContent(replica, { akte: akte ?? dokument, dokument, sha, content });
  return { primaerdokument: id };
}
