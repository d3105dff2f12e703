import type { DatensatzArt, Feldwert } from '../../shared/akte.ts';
import type { Operation } from '../../shared/change.ts';
import { AppError } from '../../shared/errors.ts';
import { type FuehrenderDatensatz, mergeOperation, sameValue } from '../../shared/merge.ts';
import type { Db } from '../database.ts';
import { lockRecord, nextRev, storeRecord } from '../store-record.ts';
import { editOfDecision } from './edit-of-decision.ts';
import type { Outcome } from './outcome.ts';
import { storeKonflikte } from './store-konflikte.ts';

/**
 * Closes a Konflikt with the chosen value and writes that value into the record in the same transaction. A second decision
 * for the same value is fine; a different one, or a record that has moved on meanwhile, opens a new Konflikt (S19).
 */
export async function resolveKonflikt(db: Db, konflikt: FuehrenderDatensatz, operation: Operation): Promise<Outcome> {
  if (operation.set.entscheidung === undefined) return { kind: 'rejected', code: 'operation-invalid' };
  const chosen: Feldwert = operation.set.entscheidung;
  const feld = String(konflikt.felder.feld);
  const bezug = await lockRecord(db, konflikt.felder.bezugArt as DatensatzArt, String(konflikt.felder.bezug));
  if (!bezug) throw new AppError('not-found');
  const current = bezug.felder[feld] ?? null;
  const by = { dev: operation.dev, n: operation.n };

  let rev = konflikt.rev;
  if (konflikt.felder.status === 'offen') {
    rev = await nextRev(db);
    const set = { status: 'entschieden', entscheidung: chosen, entschiedenVon: operation.actor };
    await storeRecord(db, mergeOperation(konflikt, { ...operation, base: konflikt.feldrev, set }, rev).record, { by });
  } else if (sameValue(konflikt.felder.entscheidung, chosen)) {
    return { kind: 'ok', rev };
  }

  if (sameValue(current, chosen)) return { kind: 'ok', rev };
  const decidesFirst = konflikt.felder.status === 'offen';
  if (decidesFirst && sameValue(current, konflikt.felder.ihr)) {
    const edit = editOfDecision(operation, konflikt, bezug);
    if (!edit) throw new AppError('operation-invalid');
    await storeRecord(db, mergeOperation(bezug, edit, await nextRev(db)).record, { by });
    return { kind: 'ok', rev };
  }
  const conflicts = [{ feld, mein: chosen, ihr: current }];
  const konflikte = await storeKonflikte(db, { operation, record: bezug, conflicts });
  return { kind: 'conflict', rev, fields: [feld], konflikt: konflikte };
}
