import { isPosteingang, posteingangOf } from '../../shared/akte.ts';
import type { Operation } from '../../shared/change.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import type { FuehrenderDatensatz } from '../../shared/merge.ts';
import type { Db } from '../database.ts';
import { readRecord } from '../store-record.ts';

/** Why what came in cannot be handed out to this Einheit (A65). Null = it can. */
export async function refusalOfAssigning(
  db: Db,
  { set, akte }: Operation,
  record: FuehrenderDatensatz,
): Promise<ErrorCode | null> {
  const einheit = String(set.zugewiesen ?? '');
  if (akte !== posteingangOf(einheit) || !(await readRecord(db, 'einheit', einheit))) return 'operation-invalid';
  if (typeof record.felder.vorgang === 'string') return 'eingang-settled';
  // Nothing else is handed out.
  return isPosteingang(record.akte) ? null : 'operation-invalid';
}
