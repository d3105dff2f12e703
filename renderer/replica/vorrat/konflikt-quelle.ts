import type { DatensatzArt } from '../../../shared/akte.ts';
import { titleOf } from '../record-title.ts';
import type { Replica } from '../replica.ts';
import type { VorratQuelle, VorratRuf } from './vorrat-ruf.ts';

/** Open Konflikte of those in whose hand the Vorgang is; of a Vorgang in nobody's hand, of the Einheit in charge. */
export const konfliktQuelle: VorratQuelle = {
  grund: 'konflikt',
  stamps: ({ tables }) => [
    tables.konflikt.changes,
    tables.vorgang.changes,
    tables.dokument.changes,
    tables.akte.changes,
  ],
  rufe: (replica) => {
    const { konflikt, vorgang, akte } = replica.tables;
    const found: VorratRuf[] = [];
    for (let row = 0; row < konflikt.rowCount; row++) {
      const id = konflikt.ids[row];
      if (id == null || konflikt.code('status', row) !== 'offen') continue;
      const at = vorgang.row(vorgangOf(replica, konflikt.code('bezug', row)));
      found.push({
        grund: 'konflikt',
        id,
        vorgang: vorgang.ids[at] ?? null,
        termin: null,
        seit: konflikt.text('meinZeit', row),
        fuer: vorgang.code('bearbeitung', at),
        einheit: vorgang.code('federfuehrung', at) ?? akte.code('federfuehrung', akte.row(konflikt.akte(row))),
      });
    }
    return found;
  },
  worte: (replica, { id }) => {
    const { konflikt } = replica.tables;
    const row = konflikt.row(id);
    const bezug = konflikt.code('bezug', row) ?? '';
    const [art, feld] = [artOf(replica, bezug), konflikt.code('feld', row) ?? ''];
    return { ...titleOf(replica, art, bezug), neben: '', konflikt: id, feld };
  },
};

/** The Vorgang itself, or the one that a Dokument lies in. */
function vorgangOf({ tables: { dokument } }: Replica, bezug: string | null): string | null {
  return dokument.code('vorgang', dokument.row(bezug)) ?? bezug;
}

function artOf({ tables }: Replica, id: string): DatensatzArt {
  return (['vorgang', 'dokument', 'akte'] as const).find((art) => tables[art].row(id) >= 0) ?? 'stempelart';
}
