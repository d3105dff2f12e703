import { parseFeldaenderungen } from '../../../shared/feldaenderung.ts';
import type { VerlaufZeile } from '../../replica-api/dokument-rows.ts';
import { nameOf } from '../personen.ts';
import type { Replica } from '../replica.ts';

/** What became of orders after they were made: skipped with a reason, passed on from whom to whom (G45). */
export async function readSchrittVerlauf(replica: Replica, schritte: ReadonlySet<string>): Promise<VerlaufZeile[]> {
  const { ereignis } = replica.tables;
  const ids = ereignis.ids.filter((id, row) => id !== null && schritte.has(ereignis.code('bezug', row) ?? ''));
  const records = await Promise.all(ids.map((id) => replica.read('ereignis', id ?? '')));
  const told = records.flatMap((record) => {
    if (record?.felder.ereignistyp !== 'aenderung') return [];
    const { text, von, fuer, zeit } = record.felder;
    const changed = new Map(parseFeldaenderungen(String(text)).map((one) => [one.feld, one]));
    const words = wordsOf(replica, {
      an: changed.get('an')?.neu,
      vorher: changed.get('an')?.alt,
      grund: changed.get('entfallen')?.neu === true ? changed.get('grund')?.neu : undefined,
    });
    if (!words) return [];
    const stoodIn = typeof fuer === 'string' ? { fuer: nameOf(replica, fuer) } : {};
    const who = { von: nameOf(replica, String(von)), ...stoodIn };
    return [{ id: record.id, zeit: String(zeit), ...who, ...words, felder: [], unsent: false }];
  });
  const waiting = [...replica.outbox.values()].flatMap(({ operation, state }) => {
    const { ent, set, n, t, actor, fuer } = operation;
    if (state.kind !== 'waiting' || ent.art !== 'beteiligungsschritt' || fuer || !schritte.has(ent.id)) return [];
    const words = wordsOf(replica, {
      an: set.delegiertVon === undefined ? undefined : set.an,
      vorher: set.delegiertVon,
      grund: set.entfallen === true && operation.intent === 'recall-schritt' ? set.grund : undefined,
    });
    return words && operation.intent !== 'add-schritt'
      ? [{ id: `n${n}`, zeit: t, von: nameOf(replica, actor), ...words, felder: [], unsent: true }]
      : [];
  });
  return [...told, ...waiting];
}

function wordsOf(
  replica: Replica,
  { an, vorher, grund }: { readonly an: unknown; readonly vorher: unknown; readonly grund: unknown },
): Pick<VerlaufZeile, 'was' | 'text'> | null {
  if (typeof grund === 'string') return { was: 'recall-schritt', text: grund };
  if (typeof an !== 'string') return null;
  const names = [vorher, an].filter((one) => typeof one === 'string').map((one) => nameOf(replica, one));
  return { was: 'delegate-schritt', text: names.join(' → ') };
}
