import { isPosteingang } from '../../shared/akte.ts';
import type { Operation } from '../../shared/change.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import type { FuehrenderDatensatz } from '../../shared/merge.ts';
import type { Db } from '../database.ts';

/** Whether an operation takes a Dokument out of its Vorgang without putting it into another one. */
export function takesBack({ intent, set }: Operation): boolean {
  return intent === 'file-dokument' && set.vorgang === null;
}

/**
 * Why a filing cannot be taken back (A27): only to a Posteingang, and never what was sent or is in a Geschaeftsgang. Null = it can.
 */
export async function refusalOfTakingBack(
  db: Db,
  { akte, set }: Operation,
  record: FuehrenderDatensatz,
): Promise<ErrorCode | null> {
  if (!isPosteingang(akte) || Object.keys(set).length > 1) return 'operation-invalid';
  const { rowCount } = await db.query(
    `select 1 from datensatz
      where art in ('beteiligungsschritt', 'zeichnung', 'postausgang') and d -> 'felder' ->> 'dokument' = $1 limit 1`,
    [record.id],
  );
  return rowCount === 0 ? null : 'undo-too-late';
}
