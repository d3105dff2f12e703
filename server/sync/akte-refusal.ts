import { rankOf } from '../../shared/behoerdenprofil.ts';
import type { Operation } from '../../shared/change.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import type { FuehrenderDatensatz } from '../../shared/merge.ts';
import type { Db } from '../database.ts';
import { loadProfil } from '../numbers/find-nummernkreis.ts';
import { readRecord } from '../store-record.ts';

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
  if (intent === 'close-akte') return closingRefusal(db, operation);
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

async function closingRefusal(db: Db, { ent, set }: Operation): Promise<ErrorCode | null> {
  if (set.status !== 'zdA') return 'operation-invalid';
  const { rows } = await db.query(
    `select from datensatz where art = 'vorgang' and akte = $1 and d -> 'felder' ->> 'status' is distinct from 'zdA'
      limit 1`,
    [ent.id],
  );
  return rows.length > 0 ? 'akte-has-open-vorgaenge' : null;
}
