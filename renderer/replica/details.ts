import type { DatensatzArt } from '../../shared/akte.ts';
import type { DokumentDetail, DokumentMitFassung, VorgangDetail } from '../replica-api/detail-rows.ts';
import type { createAkten } from './akten.ts';
import { anlagenOf } from './anlagen.ts';
import { changedFields } from './changed-fields.ts';
import type { createDokumentVerweise } from './dokument-verweise.ts';
import type { createDokumente } from './dokumente.ts';
import { handFrist, takenOver } from './fristen/hand-fristen.ts';
import { readKonflikte } from './konflikte.ts';
import { colleaguesOf, namesFor } from './personen.ts';
import { titleOf } from './record-title.ts';
import type { Replica } from './replica.ts';
import { readVerlauf } from './verlauf.ts';
import type { createVorgaenge } from './vorgaenge.ts';
import { typOfVorgang } from './vorgangstypen.ts';

/** What the details are put together from. */
export interface Lists {
  readonly akten: ReturnType<typeof createAkten>;
  readonly vorgaenge: ReturnType<typeof createVorgaenge>;
  readonly dokumente: ReturnType<typeof createDokumente>;
  readonly verweise: ReturnType<typeof createDokumentVerweise>;
}

/** Everything the Vorgang screen shows; null when the Vorgang is not here. */
export async function readVorgang(replica: Replica, lists: Lists, id: string): Promise<VorgangDetail | null> {
  const vorgang = await replica.read('vorgang', id);
  const akte = vorgang && lists.akten.byId(vorgang.akte);
  if (!vorgang || !akte) return null;
  const dokumente = lists.dokumente.inVorgang(id);
  const ids = new Set(dokumente.map((dokument) => dokument.id));
  const { federfuehrung, bearbeitung } = vorgang.felder;
  return {
    vorgang,
    typ: typOfVorgang(replica, vorgang.felder) ?? null,
    akte,
    namen: namesFor(
      replica,
      [federfuehrung, bearbeitung].filter((value) => typeof value === 'string'),
    ),
    kollegen: colleaguesOf(replica),
    dokumente,
    verlauf: await readVerlauf(replica, { bezuege: withBelonging(replica, lists, [id, ...ids]), dokumente: ids }),
    konflikte: await readKonflikte(replica, new Set([id, ...ids])),
    verweise: (Array.isArray(vorgang.felder.verweise) ? vorgang.felder.verweise : []).map((ziel) => {
      const at = ziel.indexOf(':');
      return { ziel, ...titleOf(replica, ziel.slice(0, at) as DatensatzArt, ziel.slice(at + 1)) };
    }),
    unsentFelder: [...new Set(replica.unsent('vorgang', id).flatMap(changedFields))],
    naechsteFrist: lists.vorgaenge.byId(id)?.frist ?? null,
    fristVonHand: handFrist(replica, id, takenOver(replica)),
  };
}

/** Everything the Dokument screen shows; null when the Dokument is not here. */
export async function readDokument(replica: Replica, lists: Lists, id: string): Promise<DokumentDetail | null> {
  const dokument = await replica.read('dokument', id);
  const zeile = lists.dokumente.byId(id);
  if (!dokument || !zeile) return null;
  const { vorgang } = replica.tables;
  const inVorgang = vorgang.row(zeile.vorgang);
  return {
    dokument,
    zeile,
    vorgang: lists.vorgaenge.byId(zeile.vorgang),
    typ: inVorgang < 0 ? null : (typOfVorgang(replica, vorgang.fields(inVorgang)) ?? null),
    akte: lists.akten.byId(zeile.akte),
    versionen: lists.dokumente.versionen.zeilen(id),
    verlauf: await readVerlauf(replica, { bezuege: withBelonging(replica, lists, [id]), dokumente: new Set([id]) }),
    hauptdokument: zeile.anlageZu === null ? null : lists.dokumente.byId(zeile.anlageZu),
    anlagen: anlagenOf(replica, id).flatMap((anlage) => lists.dokumente.byId(anlage) ?? []),
    verweise: lists.verweise(id),
  };
}

/** These Dokumente, each with its leading Version. */
export function listDokumente({ dokumente, vorgaenge }: Lists, ids: readonly string[]): readonly DokumentMitFassung[] {
  return ids.flatMap((id) => {
    const zeile = dokumente.byId(id);
    const version = dokumente.versionen.zeilen(id).find(({ leading }) => leading);
    if (!zeile || !version) return [];
    return [{ zeile, zeichen: vorgaenge.byId(zeile.vorgang)?.geschaeftszeichen ?? '', version }];
  });
}

/** What is written about a Version, about what left, or about an act in its Geschaeftsgang belongs to the history of a Dokument. */
function withBelonging(
  { tables: { version, postausgang, zeichnung } }: Replica,
  lists: Lists,
  ids: readonly string[],
): ReadonlySet<string> {
  const versionen = ids.flatMap((id) => lists.dokumente.versionen.fassungen(id).rows);
  const named = new Set(ids);
  const beside = [postausgang, zeichnung].flatMap((table) =>
    table.ids.filter((_, row) => named.has(table.code('dokument', row) ?? '')),
  );
  return new Set([...ids, ...versionen.flatMap((row) => version.ids[row] ?? []), ...beside.flatMap((id) => id ?? [])]);
}
