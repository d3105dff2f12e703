import type { Operation } from '../../shared/change.ts';
import { type ErrorCode, errorCode } from '../../shared/errors.ts';
import { addDays } from '../../shared/frist/tag.ts';
import { localDay } from '../../shared/local-day.ts';
import type { FuehrenderDatensatz } from '../../shared/merge.ts';
import { checkVersandtage, type Versandtage } from '../../shared/postausgang.ts';
import type { Db } from '../database.ts';

/** Why what is said of a Postausgang cannot be: days that do not fit, or a Version of another Dokument (O2, O3). Null = it may be. */
export async function refusalOfVersand(
  db: Db,
  { operation, record }: { readonly operation: Operation; readonly record: FuehrenderDatensatz | null },
): Promise<ErrorCode | null> {
  const felder = { ...record?.felder, ...operation.set };
  try {
    // A workstation east of the server may have a day more.
    checkVersandtage(felder as unknown as Versandtage, addDays(localDay(new Date().toISOString()), 1));
  } catch (error) {
    return errorCode(error);
  }
  if (record) return null;
  const { rowCount } = await db.query(
    `select 1 from datensatz where art = 'version' and d -> 'felder' ->> 'dokument' = $1 and d -> 'felder' ->> 'sha' = $2 limit 1`,
    [felder.dokument, felder.versionSha],
  );
  return rowCount === 0 ? 'version-unknown' : null;
}
