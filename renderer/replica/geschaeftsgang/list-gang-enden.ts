import { gangEnde } from '../../../shared/geschaeftsgang/gang-ende.ts';
import { gangStand } from '../../../shared/geschaeftsgang/gang-stand.ts';
import type { GangEndeZeile } from '../../replica-api/gang-rows.ts';
import type { Lists } from '../details.ts';
import { nameOf } from '../personen.ts';
import type { Replica } from '../replica.ts';
import { vertreteneOf } from '../vertretung.ts';
import { loadGang } from './load-gang.ts';

type Versionen = Lists['dokumente']['versionen'];

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
  // What is closed or left is not read: of years there is much of it.
  const open = [...new Set(asked)].filter((id) => {
    const inVorgang = vorgaenge.byId(dokument.code('vorgang', dokument.row(id)));
    return inVorgang && inVorgang.status !== 'zdA' && !isSent(replica, id, dokumente.versionen);
  });
  const ended = await Promise.all(open.map((id) => readEnde(replica, id, dokumente.versionen)));
  const seen = await readSeen(
    replica,
    ended.flatMap((one) => one?.act.id ?? []),
  );
  return ended.flatMap((one): GangEndeZeile[] => {
    const zeile = one && dokumente.byId(one.dokument);
    const inVorgang = vorgaenge.byId(zeile?.vorgang ?? null);
    if (!one || !zeile || !inVorgang) return [];
    const { act, schritte } = one;
    const waiting = new Set([...schritte.map(({ von }) => von), handOf(zeile.id) ?? '']);
    return [...waiting]
      .filter((fuer) => persons.has(fuer) && fuer !== act.von && !seen.has(`${act.id}:${fuer}`))
      .map((fuer) => ({
        id: `${act.id}:${fuer}`,
        zeichnung: act.id,
        dokument: zeile.id,
        dokumentTitel: zeile.titel,
        vorgang: inVorgang.id,
        zeichen: inVorgang.geschaeftszeichen,
        entscheidung: act.entscheidung,
        kommentar: act.kommentar,
        von: nameOf(replica, act.von),
        fuer,
        seit: act.zeit,
      }));
  });
}

/** How the round of a Dokument ended, and the steps that were not skipped; null while it has not. */
async function readEnde(replica: Replica, dokument: string, versionen: Versionen) {
  const gang = await loadGang(replica, dokument, versionen);
  const act = gangEnde(gangStand(gang));
  return act && { dokument, act, schritte: gang.schritte.filter(({ entfallen }) => !entfallen) };
}

/** Whether the present Version of a Dokument left. */
function isSent({ tables: { postausgang, version } }: Replica, dokument: string, versionen: Versionen): boolean {
  const sha = version.text('sha', versionen.fassungen(dokument).leading);
  return postausgang.rowsWith('dokument', dokument).some((row) => postausgang.text('versionSha', row) === sha);
}

/** Which of these acts somebody noted to have seen, by an Ereignis about it: act and person. */
async function readSeen(replica: Replica, acts: readonly string[]): Promise<ReadonlySet<string>> {
  const { ereignis } = replica.tables;
  const bezug = ereignis.codes.get('bezug');
  const wanted = new Set(acts.map((act) => bezug?.codeOf(act) ?? -1));
  const ids = ereignis.ids.filter((id, row): id is string => id !== null && wanted.has(bezug?.codes[row] ?? 0));
  const records = await Promise.all(ids.map((id) => replica.read('ereignis', id)));
  return new Set(records.flatMap((record) => (record ? [`${record.felder.bezug}:${record.felder.von}`] : [])));
}
