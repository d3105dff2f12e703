import { refusalOfDelegation, refusalOfRecall } from '../../../shared/geschaeftsgang/decide-gang.ts';
import { gangStand, type SchrittStand } from '../../../shared/geschaeftsgang/gang-stand.ts';
import type { Zeichnung } from '../../../shared/geschaeftsgang/gang-types.ts';
import { type Bruch, verifyGang } from '../../../shared/geschaeftsgang/verify-gang.ts';
import type { GangSchritt, GangZeichnung, Geschaeftsgang, SchrittZeile } from '../../replica-api/gang-rows.ts';
import type { Lists } from '../details.ts';
import { isVersionHere } from '../is-here.ts';
import { nameOf } from '../personen.ts';
import type { Replica } from '../replica.ts';
import { signerOf } from '../uebergabe/receivers.ts';
import { actingFor, isLead, listZeichner } from './gang-people.ts';
import { type LoadedGang, loadGang } from './load-gang.ts';

/** The Geschaeftsgang of a Dokument with its checked chain; null while the Dokument is not here or in no Vorgang. */
export async function readGeschaeftsgang(
  replica: Replica,
  { dokumente }: Lists,
  id: string,
): Promise<Geschaeftsgang | null> {
  const zeile = dokumente.byId(id);
  if (!zeile?.vorgang) return null;
  const gang = await loadGang(replica, id, dokumente.versionen);
  const stand = gangStand(gang);
  const versionen = new Map([...gang.fassungen.keys()].map((sha) => [sha, replica.foundHashes.get(sha) ?? null]));
  const kette = verifyGang({ ...gang, versionen, keyOf: (geraet) => signerOf(replica, geraet) });
  const brueche = new Map(kette.glieder.map((glied) => [glied.id, glied.bruch]));
  const shown = new Map(gang.zeichnungen.map((one) => [one.id, zeichnungRow(replica, gang, one, brueche)]));
  const lead = isLead(replica, id);
  const present = gang.fassungen.get(stand.weg.at(-1) ?? gang.leading) ?? null;
  return {
    dokument: id,
    titel: zeile.titel,
    schritte: stand.schritte.map((one) => schrittRow(replica, gang, one, { shown, lead, isOpen: !stand.isUnclassed })),
    aenderungen: gang.zeichnungen
      .filter(({ schritt }) => schritt === null)
      .toSorted((a, b) => (a.zeit < b.zeit ? -1 : 1))
      .flatMap((one) => shown.get(one.id) ?? []),
    fassung: present,
    ungeklaert: stand.isUnclassed ? (gang.fassungen.get(gang.leading) ?? null) : null,
    istRueckkehr: stand.isUnclassed && stand.weg.includes(gang.leading),
    schluss: stand.schluss ? (shown.get(stand.schluss.id) ?? null) : null,
    geprueft: kette.glieder.length,
    ungelesen: unreadFassungen(replica, gang),
    ersterBruch: kette.ersterBruch ? (shown.get(kette.ersterBruch.id) ?? null) : null,
    isLead: lead,
    nextNummer: Math.max(0, ...gang.schritte.map(({ nummer }) => nummer)) + 1,
    personen: listZeichner(replica, id),
  };
}

/**
 * Versionen that acts are bound to and whose bytes were not read on this device since the unlock, or came here anew since they
 * were found to be others; by number.
 */
function unreadFassungen(replica: Replica, { zeichnungen, fassungen }: LoadedGang): Geschaeftsgang['ungelesen'] {
  const signed = new Set(zeichnungen.map(({ versionSha }) => versionSha));
  return [...fassungen.values()]
    .map(({ id, nummer, sha }) => {
      const isHere = isVersionHere(replica, replica.tables.version.row(id));
      return { nummer, sha, isHere, found: replica.foundHashes.get(sha) };
    })
    .filter(({ sha, isHere, found }) => signed.has(sha) && (found === undefined || (found !== sha && isHere)))
    .map(({ nummer, isHere }) => ({ nummer, isHere }))
    .toSorted((a, b) => a.nummer - b.nummer);
}

/**
 * Steps whose turn it is and that wait for the present person or somebody she stands in for, the oldest first. What lies in a closed Vorgang waits
 * for nobody and is not read: of years there is much of it.
 */
export async function listSchritteFuerMich(replica: Replica, { dokumente, vorgaenge }: Lists): Promise<SchrittZeile[]> {
  const { beteiligungsschritt: table } = replica.tables;
  const asked = table.ids.flatMap((id, row) =>
    id !== null && actingFor(replica, table.code('an', row) ?? '') !== undefined
      ? [table.code('dokument', row) ?? '']
      : [],
  );
  const rows = await Promise.all(
    [...new Set(asked)].map(async (id): Promise<SchrittZeile[]> => {
      const zeile = dokumente.byId(id);
      if (!zeile || replica.tables.vorgang.code('status', replica.tables.vorgang.row(zeile.vorgang ?? '')) === 'zdA')
        return [];
      const gang = await loadGang(replica, id, dokumente.versionen);
      const stand = gangStand(gang);
      const inVorgang = vorgaenge.byId(zeile.vorgang);
      if (stand.isUnclassed || !inVorgang) return [];
      return stand.schritte.flatMap(({ schritt, status }) => {
        const fuer = actingFor(replica, schritt.an);
        if (status !== '002' || fuer === undefined) return [];
        return [
          {
            id: schritt.id,
            dokument: id,
            dokumentTitel: zeile.titel,
            vorgang: inVorgang.id,
            zeichen: inVorgang.geschaeftszeichen,
            verfuegung: schritt.verfuegung,
            an: schritt.an,
            von: nameOf(replica, schritt.von),
            seit: [schritt.angelegt, ...gang.zeichnungen.map(({ zeit }) => zeit)].toSorted().at(-1) ?? schritt.angelegt,
            fuer: fuer && nameOf(replica, fuer),
          },
        ];
      });
    }),
  );
  return rows.flat().toSorted((a, b) => (a.seit < b.seit ? -1 : a.seit > b.seit ? 1 : 0));
}

function schrittRow(
  replica: Replica,
  gang: LoadedGang,
  { schritt, status, zeichnung, ueberholt }: SchrittStand,
  on: { readonly shown: ReadonlyMap<string, GangZeichnung>; readonly lead: boolean; readonly isOpen: boolean },
): GangSchritt {
  const { id, nummer, verfuegung, text, an, delegiertVon, von, grund } = schritt;
  const fuer = actingFor(replica, an);
  return {
    id,
    nummer,
    status,
    verfuegung,
    text,
    an: nameOf(replica, an),
    delegiertVon: delegiertVon && nameOf(replica, delegiertVon),
    von: nameOf(replica, von),
    grund,
    zeichnung: zeichnung ? (on.shown.get(zeichnung.id) ?? null) : null,
    ueberholt: ueberholt.flatMap((one) => on.shown.get(one.id) ?? []),
    isMine: status === '002' && on.isOpen && fuer !== undefined,
    fuer: fuer ? nameOf(replica, fuer) : null,
    mayDelegate: (on.lead || fuer !== undefined) && refusalOfDelegation(gang, id) === null,
    mayRecall: on.lead && refusalOfRecall(gang, id) === null,
    unsent: replica.isUnsent('beteiligungsschritt', id),
  };
}

function zeichnungRow(
  replica: Replica,
  { fassungen }: LoadedGang,
  one: Zeichnung,
  brueche: ReadonlyMap<string, Bruch | null>,
): GangZeichnung {
  const { id, vorherige, entscheidung, kommentar, von, zusatz, funktion, fuer, zeit, versionSha, bezug } = one;
  const [before, zu] = [fassungen.get(bezug ?? ''), fassungen.get(versionSha)];
  return {
    id,
    vorherige,
    entscheidung,
    kommentar,
    von: nameOf(replica, von),
    zusatz,
    funktion,
    fuer: fuer && nameOf(replica, fuer),
    zeit,
    fassung: zu?.nummer ?? 0,
    vonFassung: before?.nummer ?? null,
    vergleich: before && zu ? `${before.id}/${zu.id}` : null,
    bruch: brueche.get(id) ?? null,
    unsent: replica.isUnsent('zeichnung', id),
  };
}
