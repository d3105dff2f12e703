import type { Commands } from '../replica-api.ts';
import { addDokument, noReceipt } from './add-dokument.ts';
import { mustKnow } from './edit-records.ts';
import type { Replica } from './replica.ts';

/** Adds what was written here as a Dokument of its own to a Vorgang. */
export function addSchreiben(
  replica: Replica,
  { vorgang, titel, dokumenttyp, dateiname, bytes }: Commands['addSchreiben']['input'],
): Promise<Commands['addSchreiben']['output']> {
  const { akte } = mustKnow(replica, 'vorgang', vorgang);
  const fields = { titel, vorgang, dokumenttyp, ...noReceipt };
  return addDokument(replica, { akte, fields, dateiname, bytes, entstehung: 'schreiben' });
}
