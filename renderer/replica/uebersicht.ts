import { isPosteingang } from '../../shared/akte.ts';
import type { Uebersicht } from '../replica-api/open-work.ts';
import type { Lists } from './details.ts';
import { countOwed } from './due-signatures.ts';
import { openKonflikte } from './konflikte.ts';
import { nameOf } from './personen.ts';
import type { Replica } from './replica.ts';
import { listPackages } from './uebergabe/received-packages.ts';
import { actingFor } from './vertretung.ts';

/** The numbers of the navigation and the packed Akten. */
export function readUebersicht(
  replica: Replica,
  { akten, dokumente }: Lists,
): Omit<Uebersicht, 'vorrat' | 'fristenHeute'> {
  const gepackt = replica.packList.scopes.flatMap(({ art, id }) =>
    art === 'akte' && !isPosteingang(id) ? (akten.byId(id) ?? []) : [],
  );
  const waiting = [...replica.outbox.values()].filter(
    ({ state }) => state.kind === 'waiting' || state.kind === 'rejected',
  );
  const { packList, state } = replica;
  const owed = countOwed(replica);
  return {
    vertretung: readVertretung(replica),
    posteingang: dokumente.posteingang().length,
    ausgang: waiting.length,
    abgelehnt: waiting.filter(({ state }) => state.kind === 'rejected').length,
    konflikte: openKonflikte(replica).length,
    uebergaben: listPackages(replica).length,
    anzuheben: owed.waiting,
    nichtAnhebbar: owed.refused,
    gepackt: gepackt.map(({ id, aktenzeichen, titel, vorgaenge }) => ({ akte: id, aktenzeichen, titel, vorgaenge })),
    vorgaenge: replica.tables.vorgang.size,
    speicher: packList.left.length + Number(state.repair !== null) + Number(packList.paused === 'disk-full'),
    hereBytes: replica.blobs.sizeBytes,
  };
}

/** The Zusatz comes from the role data of the authority alone. */
function readVertretung(replica: Replica): Uebersicht['vertretung'] {
  const id = actingFor(replica);
  const { person } = replica.tables;
  const zeichnung = person.code('zeichnung', person.row(replica.identity.person)) ?? '';
  return id === null ? null : { id, name: nameOf(replica, id), zeichnung };
}
