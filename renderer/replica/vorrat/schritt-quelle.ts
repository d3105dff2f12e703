import type { SchrittZeile } from '../../replica-api/gang-rows.ts';
import type { Lists } from '../details.ts';
import { listSchritteFuerMich } from '../geschaeftsgang/read-gang.ts';
import type { Replica } from '../replica.ts';
import type { VorratQuelle } from './vorrat-ruf.ts';

/** Verfuegungen whose turn it is. Orders and acts are not in columns, so they are read before the list is asked. */
export interface SchrittQuelle extends VorratQuelle {
  /** Resolves when what will be answered is what is here now. */
  readonly prepare: () => Promise<void>;
}

/** Work that comes from the Geschaeftsgaenge of Dokumente. */
export function createSchrittQuelle(replica: Replica, lists: Lists): SchrittQuelle {
  const { beteiligungsschritt, zeichnung, version, dokument, person, vorgang } = replica.tables;
  let rows: ReadonlyMap<string, SchrittZeile> = new Map();
  let readAt = '';
  const state = () =>
    [beteiligungsschritt, zeichnung, version, dokument, person, vorgang].map(({ changes }) => changes).join();
  return {
    grund: 'schritt',
    stamps: () => [rows],
    rufe: () =>
      [...rows.values()].map(({ id, vorgang, an, seit }) => {
        return { grund: 'schritt', id, vorgang, termin: null, seit, fuer: an, einheit: null };
      }),
    worte: (_replica, { id }) => {
      const row = rows.get(id);
      const { dokument = '', dokumentTitel = '', zeichen = '', verfuegung = 'zurKenntnis', von = '' } = row ?? {};
      return { titel: dokumentTitel, neben: von, zeichen, dokument, verfuegung, von };
    },
    async prepare() {
      const now = state();
      if (now === readAt) return;
      // What cannot be read now (R134) stays as it was, and is read with the next question.
      const read = await listSchritteFuerMich(replica, lists).catch(() => null);
      if (!read) return;
      rows = new Map(read.map((row) => [row.id, row]));
      readAt = now;
    },
  };
}
