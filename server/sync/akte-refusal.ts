import { isPosteingang } from '../../shared/akte.ts';
import { rankOf } from '../../shared/behoerdenprofil.ts';
import type { Operation } from '../../shared/change.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import { type FuehrenderDatensatz, sameValue } from '../../shared/merge.ts';
import type { Db } from '../database.ts';
import { loadProfil } from '../numbers/find-nummernkreis.ts';
import { lockRecord, readRecord } from '../store-record.ts';
import { closingRefusal } from './closing-refusal.ts';

/**
 * What an Akte must hold besides the right to write in it (docs/spec/akte.md A30-A34). Null = it may be done. The records it
 * asks about cannot change meanwhile: whoever opens a Vorgang locks its Akte first.
 */
export async function akteRefusal(
  db: Db,
  operation: Operation,
  record: FuehrenderDatensatz | null,
): Promise<ErrorCode | null> {
  const { intent, set } = operation;
  // Whoever made, closed or handed on a Posteingang as an Akte would have the letters of its Einheit (A68).
  if (intent !== 'resolve-konflikt' && isPosteingang(operation.ent.id) && !isReopening(operation))
    return 'operation-invalid';
  if (intent === 'close-akte')
    return set.status === 'zdA' ? openVorgangRefusal(db, operation.ent.id) : 'operation-invalid';
  if (intent !== 'create-akte' && intent !== 'edit-akte') return null;
  if (intent === 'edit-akte' && 'status' in set && !isReopening(operation)) return 'operation-invalid';
  if (typeof set.federfuehrung === 'string' && !(await readRecord(db, 'einheit', set.federfuehrung)))
    return 'not-found';
  if (typeof set.aktenplaneinheit === 'string' && !(await readRecord(db, 'aktenplaneinheit', set.aktenplaneinheit)))
    return 'not-found';
  if (typeof set.vertraulichkeit !== 'string') return null;
  const before = record ? rankOf(String(record.felder.vertraulichkeit ?? '003')) : 0;
  const after = rankOf(set.vertraulichkeit);
  // What is higher already stays as it is until somebody lowers it.
  if (after > rankOf((await loadProfil(db)).vertraulichkeitBis) && after > before) return 'vertraulichkeit-too-high';
  return after < before && !String(set.vertraulichkeitGrund ?? '').trim() ? 'reason-missing' : null;
}

/** Sets a closed Akte open again, and does nothing else. */
export function isReopening({ intent, set }: Pick<Operation, 'intent' | 'set'>): boolean {
  return intent === 'edit-akte' && set.status === 'offen' && Object.keys(set).length === 1;
}

/**
 * What a decision sets in an Akte must fit like anything entered there, and what closes a Vorgang like any closing (A64); the reason for one of the two contested values was given
 * already (A33).
 */
export async function decisionRefusal(
  db: Db,
  operation: Operation,
  konflikt: FuehrenderDatensatz,
): Promise<ErrorCode | null> {
  const { felder } = konflikt;
  const id = String(felder.bezug);
  const chosen = operation.set.entscheidung ?? null;
  if (felder.bezugArt === 'vorgang' && felder.feld === 'status' && chosen === 'zdA') {
    // The decision sets its begin itself.
    const closing = { ent: { art: 'vorgang', id }, set: { status: chosen, laufzeitBeginn: null } } as const;
    return closingRefusal(db, closing, await lockRecord(db, 'vorgang', id), konflikt.id);
  }
  if (felder.bezugArt !== 'akte') return null;
  const akte = await lockRecord(db, 'akte', id);
  if (felder.feld === 'status') return chosen === 'zdA' ? openVorgangRefusal(db, id) : null;
  if (sameValue(chosen, felder.mein) || sameValue(chosen, felder.ihr)) return null;
  const set = { [String(felder.feld)]: chosen };
  return akteRefusal(db, { ...operation, intent: 'edit-akte', ent: { art: 'akte', id }, set }, akte);
}

async function openVorgangRefusal(db: Db, akte: string): Promise<ErrorCode | null> {
  const { rows } = await db.query(
    `select from datensatz where art = 'vorgang' and akte = $1 and d -> 'felder' ->> 'status' is distinct from 'zdA'
      limit 1`,
    [akte],
  );
  return rows.length > 0 ? 'akte-has-open-vorgaenge' : null;
}
