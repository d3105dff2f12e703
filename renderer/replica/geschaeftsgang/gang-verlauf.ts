import type { VerlaufZeile } from '../../replica-api/dokument-rows.ts';
import { nameOf } from '../personen.ts';
import type { Replica } from '../replica.ts';
import { createVersionen } from '../versionen.ts';
import { loadGang } from './load-gang.ts';
import { readSchrittVerlauf } from './schritt-verlauf.ts';

/** Orders and signed acts of these Dokumente as lines of the history. */
export async function readGangVerlauf(replica: Replica, dokumente: ReadonlySet<string>): Promise<VerlaufZeile[]> {
  const { beteiligungsschritt: table } = replica.tables;
  const withGang = new Set(table.ids.map((id, row) => (id === null ? null : table.code('dokument', row))));
  const ids = [...dokumente].filter((id) => withGang.has(id));
  const versionen = createVersionen(replica);
  const all = await Promise.all(ids.map((id) => loadGang(replica, id, versionen)));
  const later = await readSchrittVerlauf(replica, new Set(all.flatMap(({ schritte }) => schritte.map(({ id }) => id))));
  const lines = all.flatMap(({ schritte, zeichnungen }) => [
    ...schritte.map(({ id, angelegt, von, an, text }) => ({
      id,
      zeit: angelegt,
      von: nameOf(replica, von),
      was: 'add-schritt',
      text: [nameOf(replica, an), text].filter(Boolean).join(' – '),
      felder: [],
      unsent: replica.isUnsent('beteiligungsschritt', id),
    })),
    ...zeichnungen.map(({ id, zeit, von, fuer, entscheidung, kommentar }) => ({
      id,
      zeit,
      von: fuer === null ? nameOf(replica, von) : `${nameOf(replica, von)} i. V. ${nameOf(replica, fuer)}`,
      was: entscheidung,
      text: kommentar,
      felder: [],
      unsent: replica.isUnsent('zeichnung', id),
    })),
  ]);
  return [...lines, ...later];
}
