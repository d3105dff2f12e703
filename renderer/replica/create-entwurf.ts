import type { Commands } from '../replica-api.ts';
import { addDokument, noReceipt } from './add-dokument.ts';
import { makeEreignis, mustKnow } from './edit-records.ts';
import type { Replica } from './replica.ts';

/** Adds a text written here as a new Dokument in a Vorgang, without receipt, and the Ereignis that goes with it. */
export function createEntwurf(
  replica: Replica,
  { vorgang, titel, bytes, datei, text }: Commands['createEntwurf']['input'],
): Promise<Commands['createEntwurf']['output']> {
  const { akte } = mustKnow(replica, 'vorgang', vorgang);
  const fields = { titel, vorgang, dokumenttyp: '', ...noReceipt };
  return addDokument(replica, { akte, fields, ...datei, bytes, entstehung: 'bearbeitung' }, ({ dokument, sha }) => [
    makeEreignis(replica, {
      akte,
      bezugArt: 'dokument',
      bezug: dokument,
      ereignistyp: 'vermerk',
      versionSha: sha,
      text,
    }),
  ]);
}
