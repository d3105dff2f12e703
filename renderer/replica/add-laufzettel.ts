import type { Commands } from '../replica-api.ts';
import { addBeside } from './add-beside.ts';
import { makeEreignis } from './edit-records.ts';
import type { Replica } from './replica.ts';

/**
 * Adds the Laufzettel of a Dokument as a Dokument of its own beside it. The stamp is an act on the original, bound to the hash
 * of the Version that it names; each of the two histories names the other Dokument.
 */
export async function addLaufzettel(
  replica: Replica,
  { text, ...input }: Commands['addLaufzettel']['input'],
): Promise<{ dokument: string }> {
  const kind = { dokumenttyp: 'Laufzettel', entstehung: 'stempel' };
  return addBeside(replica, { ...input, ...kind }, ({ original, version, dokument, sha }) => {
    const about = { akte: original.akte, bezugArt: 'dokument' } as const;
    const originalSha = String(version.felder.sha);
    return [
      makeEreignis(replica, {
        ...about,
        bezug: input.zu,
        ereignistyp: 'stempel',
        versionSha: originalSha,
        text: `${input.titel}: ${text}`,
      }),
      makeEreignis(replica, {
        ...about,
        bezug: dokument,
        ereignistyp: 'vermerk',
        versionSha: sha,
        text: `Gehört zu „${String(original.felder.titel)}“, Fassung ${String(version.felder.nummer)}, SHA-256 ${originalSha}`,
      }),
    ];
  });
}
