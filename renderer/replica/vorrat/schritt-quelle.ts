import type { Lists } from '../details.ts';
import { listSchritteFuerMich } from '../geschaeftsgang/read-gang.ts';
import type { Replica } from '../replica.ts';
import { readBefore } from './read-before.ts';
import type { PreparedQuelle } from './vorrat-ruf.ts';

/** Verfuegungen whose turn it is: work that comes from the Geschaeftsgaenge of Dokumente. */
export function createSchrittQuelle(replica: Replica, lists: Lists): PreparedQuelle {
  const { beteiligungsschritt, zeichnung, version, dokument, person, vorgang } = replica.tables;
  const tables = [beteiligungsschritt, zeichnung, version, dokument, person, vorgang];
  const { rows, prepare } = readBefore(tables, () => listSchritteFuerMich(replica, lists));
  return {
    grund: 'schritt',
    prepare,
    stamps: () => [rows()],
    rufe: () =>
      [...rows().values()].map(({ id, vorgang, an, seit }) => {
        return { grund: 'schritt', id, vorgang, termin: null, seit, fuer: an, einheit: null };
      }),
    worte: (_replica, { id }) => {
      const row = rows().get(id);
      const { dokument = '', dokumentTitel = '', zeichen = '', verfuegung = 'zurKenntnis', von = '' } = row ?? {};
      return { titel: dokumentTitel, neben: von, zeichen, dokument, verfuegung, von };
    },
  };
}
