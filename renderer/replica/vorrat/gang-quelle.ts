import type { Lists } from '../details.ts';
import { listGangEnden } from '../geschaeftsgang/list-gang-enden.ts';
import type { Replica } from '../replica.ts';
import { readBefore } from './read-before.ts';
import type { PreparedQuelle } from './vorrat-ruf.ts';

/** Rounds that came to an end: whoever asked goes on. */
export function createGangQuelle(replica: Replica, lists: Lists): PreparedQuelle {
  const { beteiligungsschritt, zeichnung, version, dokument, person, vorgang, ereignis, postausgang } = replica.tables;
  const tables = [beteiligungsschritt, zeichnung, version, dokument, person, vorgang, ereignis, postausgang];
  const { rows, prepare } = readBefore(tables, () => listGangEnden(replica, lists));
  return {
    grund: 'gang',
    prepare,
    stamps: () => [rows()],
    rufe: () =>
      [...rows().values()].map(({ id, vorgang, fuer, seit }) => {
        return { grund: 'gang', id, vorgang, termin: null, seit, fuer, einheit: null };
      }),
    worte: (_replica, { id }) => {
      const row = rows().get(id);
      const { dokumentTitel = '', zeichen = '', dokument = '', von = '', zeichnung = '', kommentar = '' } = row ?? {};
      const entscheidung = row?.entscheidung ?? 'zurKenntnisGenommen';
      return { titel: dokumentTitel, neben: von, zeichen, dokument, zeichnung, entscheidung, kommentar, von };
    },
  };
}
