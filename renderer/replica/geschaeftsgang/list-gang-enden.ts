import { gangEnde } from '../../../shared/geschaeftsgang/gang-ende.ts';
import { gangStand } from '../../../shared/geschaeftsgang/gang-stand.ts';
import type { GangEndeZeile } from '../../replica-api/gang-rows.ts';
import type { Lists } from '../details.ts';
import { nameOf } from '../personen.ts';
import type { Replica } from '../replica.ts';
import { vertreteneOf } from '../vertretung.ts';
import { loadGang } from './load-gang.ts';

/**
 * Rounds that came to an end and that nobody went on with, for the present person and those she stands in for: whoever ordered a step, and in
 * whose hand the Vorgang is (V17). Whoever signed last knows it.
 */
export async function listGangEnden(replica: Replica, { dokumente, vorgaenge }: Lists): Promise<GangEndeZeile[]> {
  const { beteiligungsschritt: table, dokument, vorgang } = replica.tables;
  const persons = new Set([replica.identity.person, ...vertreteneOf(replica)]);
  const handOf = (id: string | null) =>
    vorgang.code('bearbeitung', vorgang.row(dokument.code('vorgang', dokument.row(id))));
  const asked = table.ids.flatMap((id, row) => {
    const about = table.code('dokument', row);
    const isTheirs = persons.has(table.code('von', row) ?? '') || persons.has(handOf(about) ?? '');
    return id !== null && about !== null && isTheirs ? [about] : [];
  });
  const rows = await Promise.all(
    [...new Set(asked)].map(async (id): Promise<GangEndeZeile[]> => {
      const zeile = dokumente.byId(id);
      const inVorgang = vorgaenge.byId(zeile?.vorgang ?? null);
      if (!zeile || !inVorgang || inVorgang.status === 'zdA') return [];
      const gang = await loadGang(replica, id, dokumente.versionen);
      const act = gangEnde(gangStand(gang));
      if (!act || isSent(replica, id, gang.leading)) return [];
      const seen = await seenBy(replica, act.id);
      const live = gang.schritte.filter(({ entfallen }) => !entfallen);
      const waiting = new Set([...live.map(({ von }) => von), handOf(id) ?? '']);
      return [...waiting]
        .filter((one) => persons.has(one) && one !== act.von && !seen.has(one))
        .map((fuer) => ({
          id: `${act.id}:${fuer}`,
          zeichnung: act.id,
          dokument: id,
          dokumentTitel: zeile.titel,
          vorgang: inVorgang.id,
          zeichen: inVorgang.geschaeftszeichen,
          entscheidung: act.entscheidung,
          kommentar: act.kommentar,
          von: nameOf(replica, act.von),
          fuer,
          seit: act.zeit,
        }));
    }),
  );
  return rows.flat();
}

/** Whether the present Version left the agency. */
function isSent({ tables: { postausgang } }: Replica, dokument: string, sha: string): boolean {
  return postausgang.ids.some(
    (id, row) =>
      id !== null && postausgang.code('dokument', row) === dokument && postausgang.text('versionSha', row) === sha,
  );
}

/** Who noted that she has seen how it ended: an Ereignis about that act. */
async function seenBy(replica: Replica, zeichnung: string): Promise<ReadonlySet<string>> {
  const { ereignis } = replica.tables;
  const bezug = ereignis.codes.get('bezug');
  const code = bezug?.codeOf(zeichnung) ?? -1;
  const ids = ereignis.ids.filter((id, row): id is string => id !== null && bezug?.codes[row] === code);
  const records = await Promise.all(ids.map((id) => replica.read('ereignis', id)));
  return new Set(records.flatMap((record) => (record ? [String(record.felder.von)] : [])));
}
