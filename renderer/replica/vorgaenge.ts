import type { VorgangZeile } from '../replica-api/akte-rows.ts';
import type { Queries } from '../replica-api/live-queries.ts';
import { foldText } from './fold-text.ts';
import { createNextFristen } from './fristen/next-fristen.ts';
import { createTextFilter, listPage, narrowRows } from './list-rows.ts';
import { memo } from './memo.ts';
import { nameOf } from './personen.ts';
import type { Replica } from './replica.ts';
import { byCode, byValue, type SortKey } from './sort-keys.ts';
import type { SortOrder } from './sort-order.ts';

/** Columns whose value is a field of the Vorgang itself: their order survives changes elsewhere. */
const ownFields: ReadonlySet<keyof VorgangZeile> = new Set([
  'id',
  'geschaeftszeichen',
  'titel',
  'vorgangstyp',
  'beteiligte',
  'angelegt',
  'status',
  'wiedervorlage',
]);

/** Questions about Vorgaenge. */
export function createVorgaenge(replica: Replica) {
  const { vorgang, dokument, konflikt, person, frist } = replica.tables;
  const nextFrist = createNextFristen(replica);
  const textFilter = createTextFilter(vorgang);
  const conflicted = memo(
    () => [konflikt.changes],
    () => openBezuege(replica),
  );
  const dokumente = memo(
    () => [dokument.changes],
    () => countDokumente(replica),
  );
  const unsent = () => unsentVorgaenge(replica);
  const orderStamp = memo(
    () => [dokument.changes, konflikt.changes, person.changes, frist.changes],
    () => ({}),
  );
  const sortedFor = new Map<string, object>();

  /** As of the list that is asked for now: sorting asks for every row. */
  let unsentNow: ReadonlySet<string> = new Set();

  const zeile = (row: number, waiting = unsent()): VorgangZeile => {
    const id = vorgang.ids[row] ?? '';
    return {
      id,
      akte: vorgang.akte(row) ?? '',
      geschaeftszeichen: vorgang.text('geschaeftszeichen', row),
      titel: vorgang.text('titel', row),
      vorgangstyp: vorgang.code('vorgangstyp', row) ?? '',
      bearbeitung: nameOf(replica, vorgang.code('bearbeitung', row)),
      beteiligte: vorgang.text('beteiligte', row).split('\n').join(', '),
      angelegt: vorgang.text('angelegt', row),
      status: vorgang.code('status', row) ?? '',
      frist: nextFrist(id),
      wiedervorlage: vorgang.code('wiedervorlage', row),
      dokumente: dokumente().get(id) ?? 0,
      konflikt: conflicted().has(id),
      unsent: waiting.has(id),
    };
  };

  const codeKey = (feld: string, keyOf: (code: string | null) => string): SortKey => {
    const column = vorgang.codes.get(feld);
    return column ? byCode(column, keyOf) : byValue((row) => keyOf(vorgang.code(feld, row)));
  };

  const orderBy = (sort: keyof VorgangZeile): SortOrder => {
    switch (sort) {
      case 'geschaeftszeichen':
      case 'titel':
      case 'status':
      case 'vorgangstyp':
      case 'beteiligte':
      case 'angelegt':
        return vorgang.foldedOrder(sort);
      case 'frist':
        return vorgang.order(sort, () => byValue((row) => nextFrist(vorgang.ids[row] ?? '') ?? '9999'));
      case 'wiedervorlage':
        return vorgang.order(sort, () => codeKey(sort, (code) => code ?? '9999'));
      case 'bearbeitung':
        return vorgang.order(sort, () => codeKey(sort, (code) => foldText(nameOf(replica, code))));
      case 'akte':
        return vorgang.order(sort, () => codeKey('$akte', (code) => code ?? ''));
      case 'id':
        return vorgang.order(sort, () => byValue((row) => vorgang.ids[row] ?? ''));
      case 'dokumente':
        return vorgang.order(sort, () => byValue((row) => dokumente().get(vorgang.ids[row] ?? '') ?? 0));
      case 'konflikt':
        return vorgang.order(sort, () => byValue((row) => Number(conflicted().has(vorgang.ids[row] ?? ''))));
      case 'unsent':
        return vorgang.order(sort, () => byValue((row) => Number(unsentNow.has(vorgang.ids[row] ?? ''))));
    }
  };

  return {
    zeile,
    unsent,
    byId(id: string | null): VorgangZeile | null {
      const row = vorgang.row(id);
      return row < 0 ? null : zeile(row);
    },
    list(input: Queries['vorgaenge']['input']): Queries['vorgaenge']['output'] {
      unsentNow = unsent();
      const order = orderBy(input.sort);
      if (!ownFields.has(input.sort) && (sortedFor.get(input.sort) !== orderStamp() || input.sort === 'unsent')) {
        order.invalidate();
        sortedFor.set(input.sort, orderStamp());
      }
      const withText = textFilter(input.text);
      const akten = vorgang.codes.get('$akte');
      const akteCode = input.akte === null ? null : akten?.codeOf(input.akte);
      const inAkte = (row: number) => akten?.codes[row] === akteCode;
      return listPage({
        ...input,
        order: order.rows(vorgang.rowCount, vorgang.isLive),
        among: akteCode === null ? withText : narrowRows(vorgang, withText, inAkte),
        toRow: (row) => zeile(row, unsentNow),
      });
    },
  };
}

/** Vorgaenge with an open Konflikt, also one about a Dokument in them. */
function openBezuege({ tables: { konflikt, dokument } }: Replica): ReadonlySet<string> {
  const bezuege = new Set<string>();
  for (let row = 0; row < konflikt.rowCount; row++) {
    if (!konflikt.isLive(row) || konflikt.code('status', row) !== 'offen') continue;
    const bezug = konflikt.code('bezug', row);
    if (bezug !== null) bezuege.add(dokument.code('vorgang', dokument.row(bezug)) ?? bezug);
  }
  return bezuege;
}

function countDokumente({ tables: { dokument } }: Replica): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (let row = 0; row < dokument.rowCount; row++) {
    const vorgang = dokument.isLive(row) ? dokument.code('vorgang', row) : null;
    if (vorgang !== null) counts.set(vorgang, (counts.get(vorgang) ?? 0) + 1);
  }
  return counts;
}

/** Vorgaenge with something the server has not decided, in them or in one of their Dokumente. */
export function unsentVorgaenge(replica: Replica): ReadonlySet<string> {
  const { dokument, version, primaerdokument, frist, beteiligungsschritt, zeichnung, postausgang } = replica.tables;
  const ofDokument = { beteiligungsschritt, zeichnung, postausgang } as const;
  const found = new Set<string>();
  const vorgangOf = (art: string, id: string): string | null => {
    if (art === 'vorgang') return id;
    if (art === 'dokument') return dokument.code('vorgang', dokument.row(id));
    if (art === 'version') return vorgangOf('dokument', version.code('dokument', version.row(id)) ?? '');
    if (art === 'primaerdokument')
      return vorgangOf('version', primaerdokument.code('version', primaerdokument.row(id)) ?? '');
    if (art === 'frist') return frist.code('vorgang', frist.row(id));
    if (art === 'beteiligungsschritt' || art === 'zeichnung' || art === 'postausgang') {
      const table = ofDokument[art];
      return vorgangOf('dokument', table.code('dokument', table.row(id)) ?? '');
    }
    return null;
  };
  for (const { operation, state } of replica.outbox.values()) {
    if (state.kind !== 'waiting') continue;
    const { set, ent } = operation;
    const about = ent.art === 'ereignis' ? { art: String(set.bezugArt), id: String(set.bezug) } : ent;
    const vorgang = vorgangOf(about.art, about.id);
    if (vorgang !== null) found.add(vorgang);
  }
  return found;
}
