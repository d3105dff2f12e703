import { makeVerweis } from '../../shared/verweis.ts';
import type { Commands } from '../replica-api.ts';
import { addDokument, noReceipt } from './add-dokument.ts';
import { mustKnow } from './edit-records.ts';
import { makeLink } from './make-link.ts';
import type { Replica } from './replica.ts';

/** Adds what was written here as a Dokument of its own to a Vorgang. */
export function addSchreiben(
  replica: Replica,
  { vorgang, titel, dokumenttyp, dateiname, bytes, antwortAuf = null }: Commands['addSchreiben']['input'],
): Promise<Commands['addSchreiben']['output']> {
  const { akte } = mustKnow(replica, 'vorgang', vorgang);
  const fields = { titel, vorgang, dokumenttyp, ...noReceipt };
  const answers = antwortAuf !== null && replica.tables.dokument.row(antwortAuf) >= 0;
  const verweis = answers ? [makeVerweis({ beziehung: 'antwort', art: 'dokument', id: antwortAuf })] : [];
  return addDokument(replica, { akte, fields, dateiname, bytes, entstehung: 'schreiben' }, ({ dokument }) =>
    verweis.length === 0
      ? []
      : [makeLink(replica, { art: 'dokument', id: dokument, akte }, { add: verweis, remove: [] })],
  );
}
