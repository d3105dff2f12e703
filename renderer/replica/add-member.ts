import type { Commands } from '../replica-api.ts';
import { addBeside } from './add-beside.ts';
import { makeEreignis } from './edit-records.ts';
import type { Replica } from './replica.ts';

/**
 * Adds a document out of an envelope as a Dokument of its own beside it, with the same receipt. Each of the two histories names
 * the other, bound to the hash of the envelope and of the document.
 */
export async function addMember(
  replica: Replica,
  { vermerk, herkunft, ...input }: Commands['addMember']['input'],
): Promise<Commands['addMember']['output']> {
  const kind = { dokumenttyp: '', entstehung: 'eingang', isReceived: true };
  return addBeside(replica, { ...input, ...kind }, ({ original, version, dokument, sha }) => {
    const about = { akte: original.akte, bezugArt: 'dokument', ereignistyp: 'vermerk' } as const;
    const envelopeSha = String(version.felder.sha);
    return [
      makeEreignis(replica, { ...about, bezug: input.zu, versionSha: envelopeSha, text: vermerk }),
      makeEreignis(replica, {
        ...about,
        bezug: dokument,
        versionSha: sha,
        text: `${herkunft} (SHA-256 ${envelopeSha})`,
      }),
    ];
  });
}
