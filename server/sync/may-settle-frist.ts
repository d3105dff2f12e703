import type { Operation } from '../../shared/change.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import { checkFrist } from '../../shared/frist/check-frist.ts';
import { addDays } from '../../shared/frist/tag.ts';
import { localDay } from '../../shared/local-day.ts';
import type { FuehrenderDatensatz } from '../../shared/merge.ts';
import type { Db } from '../database.ts';
import { readRecord } from '../store-record.ts';

/** A Frist is settled once, in one's own name, and with a reason where it is cancelled (F43). Null = it may be. */
export function maySettleFrist({ felder }: FuehrenderDatensatz, { set, actor }: Operation): ErrorCode | null {
  if (felder.status !== 'offen') return 'frist-settled';
  const isWhole = typeof set.erledigt === 'string' && typeof set.grund === 'string' && set.erledigtVon === actor;
  const isEnd = set.status === 'erledigt' || (set.status === 'aufgehoben' && set.grund !== '');
  return isWhole && isEnd ? null : 'operation-invalid';
}

/** A new Frist ends where the rules lead to (F50) and replaces only one of the same Vorgang (F42). Null = it may be set. */
export async function maySetFrist(db: Db, { set }: Operation): Promise<ErrorCode | null> {
  // A workstation east of the server may have a day more.
  const differs = checkFrist(set, addDays(localDay(new Date().toISOString()), 1));
  if (differs) return differs;
  if (set.ersetzt === null) return null;
  const replaced = await readRecord(db, 'frist', String(set.ersetzt));
  return replaced?.felder.vorgang === set.vorgang ? null : 'not-found';
}
