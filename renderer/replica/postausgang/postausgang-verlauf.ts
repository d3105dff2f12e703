import type { VerlaufZeile } from '../../replica-api/dokument-rows.ts';
import { nameOf } from '../personen.ts';
import type { Replica } from '../replica.ts';

/** What left of these Dokumente, as lines of their history: to whom, and with which day of dispatch. */
export function readPostausgangVerlauf(replica: Replica, dokumente: ReadonlySet<string>): VerlaufZeile[] {
  const { postausgang } = replica.tables;
  const rows: VerlaufZeile[] = [];
  for (let row = 0; row < postausgang.rowCount; row++) {
    const id = postausgang.ids[row];
    if (id == null || !dokumente.has(postausgang.code('dokument', row) ?? '')) continue;
    rows.push({
      id,
      zeit: postausgang.text('zeit', row),
      von: nameOf(replica, postausgang.code('von', row)),
      was: 'dispatch',
      text: postausgang.text('empfaenger', row).split('\n').join(', '),
      ende: postausgang.code('abVermerk', row),
      felder: [],
      unsent: replica.isUnsent('postausgang', id),
    });
  }
  return rows;
}
