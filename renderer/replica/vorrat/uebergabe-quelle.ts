import { nameOf } from '../personen.ts';
import { listPackages } from '../uebergabe/received-packages.ts';
import type { VorratQuelle } from './vorrat-ruf.ts';

/** Refused work that colleagues gave to the present person. */
export const uebergabeQuelle: VorratQuelle = {
  grund: 'uebergabe',
  stamps: ({ tables }) => [tables.uebergabe.changes],
  rufe: (replica) =>
    listPackages(replica).map(({ id, zeit }) => ({
      grund: 'uebergabe',
      id,
      vorgang: null,
      termin: null,
      seit: zeit,
      fuer: replica.identity.person,
      einheit: replica.identity.einheit,
    })),
  worte: (replica, { id }) => {
    const { uebergabe, akte } = replica.tables;
    const row = uebergabe.row(id);
    const at = akte.row(uebergabe.akte(row));
    const von = nameOf(replica, uebergabe.code('von', row));
    return { titel: akte.text('titel', at), neben: von, zeichen: akte.text('aktenzeichen', at), von };
  },
};
