import type { DatensatzArt } from '../../shared/akte.ts';
import { beginOfAufbewahrung } from '../../shared/aufbewahrung.ts';
import type { Operation } from '../../shared/change.ts';
import { localDay } from '../../shared/local-day.ts';
import type { FuehrenderDatensatz } from '../../shared/merge.ts';
import type { Db } from '../database.ts';
import { readRecord } from '../store-record.ts';

/**
 * The edit that a decision comes to: the chosen value written into the contradicted field; a Dokument is filed to the
 * chosen Vorgang, wherever that is (S96); a Vorgang that it closes is closed on this day (A64). Undefined when there is none.
 */
export async function editOfDecision(
  db: Db,
  operation: Operation,
  { konflikt, bezug }: { readonly konflikt: FuehrenderDatensatz; readonly bezug: FuehrenderDatensatz },
): Promise<Operation | undefined> {
  const chosen = operation.set.entscheidung;
  const { art } = bezug;
  if (chosen === undefined || !isEditable(art)) return undefined;
  const feld = String(konflikt.felder.feld);
  const edit = { ...operation, ent: { art, id: bezug.id }, base: bezug.feldrev, set: { [feld]: chosen } };
  if (feld === 'vorgang') {
    // Null: a filing was taken back meanwhile, and it stays in the Posteingang.
    const to = chosen === null ? bezug : await readRecord(db, 'vorgang', String(chosen));
    // Elsewhere only to where one of the two filed it: nobody else checked that the Dokument belongs there.
    const isContested = [konflikt.felder.mein, konflikt.felder.ihr].includes(chosen);
    const isAllowed = isContested || (chosen !== null && to?.akte === bezug.akte);
    return to && isAllowed ? { ...edit, intent: 'file-dokument', akte: to.akte } : undefined;
  }
  const isMove = feld === 'ablage' && [konflikt.felder.mein, konflikt.felder.ihr].includes(chosen);
  if (isMove) return { ...edit, intent: 'move-vorgang', akte: String(chosen) };
  if (art === 'vorgang' && feld === 'status' && chosen === 'zdA') {
    const laufzeitBeginn = beginOfAufbewahrung(localDay(new Date().toISOString()));
    return { ...edit, intent: 'close-vorgang', akte: bezug.akte, set: { ...edit.set, laufzeitBeginn } };
  }
  // Only closing sets it.
  const intent = art === 'akte' && feld === 'laufzeitBeginn' ? 'close-akte' : (`edit-${art}` as const);
  return { ...edit, intent, akte: bezug.akte };
}

function isEditable(art: DatensatzArt): art is 'akte' | 'vorgang' | 'dokument' {
  return art === 'akte' || art === 'vorgang' || art === 'dokument';
}
