import type { VerlaufZeile } from '../../replica-api/dokument-rows.ts';
import { nameOf } from '../personen.ts';
import type { Replica } from '../replica.ts';

/** What the history of these Vorgaenge tells of their Fristen: set, computed again, and what became of them. */
export function readFristVerlauf(replica: Replica, bezuege: ReadonlySet<string>): VerlaufZeile[] {
  const { frist } = replica.tables;
  const rows: VerlaufZeile[] = [];
  for (let row = 0; row < frist.rowCount; row++) {
    if (!frist.isLive(row) || !bezuege.has(frist.code('vorgang', row) ?? '')) continue;
    const id = frist.ids[row] ?? '';
    const about = {
      text: frist.text('bezeichnung', row),
      ende: frist.code('ende', row),
      felder: [],
      unsent: replica.isUnsent('frist', id),
    };
    rows.push({
      ...about,
      id,
      zeit: frist.text('zeit', row),
      von: nameOf(replica, frist.code('von', row)),
      was: frist.code('ersetzt', row) === null ? 'set-frist' : 'frist-ersetzt',
    });
    const status = frist.code('status', row);
    if (status !== 'erledigt' && status !== 'aufgehoben') continue;
    rows.push({
      ...about,
      id: `${id}-${status}`,
      zeit: frist.text('erledigt', row),
      von: nameOf(replica, frist.code('erledigtVon', row)),
      was: `frist-${status}`,
    });
  }
  return rows;
}
