import type { Operation } from '../../shared/change.ts';
import type { ErrorCode } from '../../shared/errors.ts';
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

/** A Frist replaces only one of the same Vorgang (F42). Null = it may. */
export async function mayReplaceFrist(db: Db, { set }: Operation): Promise<ErrorCode | null> {
  if (set.ersetzt === null) return null;
  const replaced = await readRecord(db, 'frist', String(set.ersetzt));
  return replaced?.felder.vorgang === set.vorgang ? null : 'not-found';
}
