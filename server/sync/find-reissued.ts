import type { FuehrenderDatensatz } from '../../shared/merge.ts';
import type { PushResult } from '../../shared/sync-protocol.ts';
import type { Db } from '../database.ts';
import type { Caller } from '../route.ts';
import { lockRecord } from '../store-record.ts';
import type { SignedLine } from './parse-operation.ts';

/**
 * The result of an operation that was decided already under another number: sent by the device it was made on, or by another
 * one that replaces that device (S31). null = not decided yet. Only devices of the same person count.
 */
export async function findReissued(db: Db, signed: SignedLine, caller: Caller): Promise<PushResult | null> {
  const { operation, envelope } = signed;
  if (!operation) return null;
  const { dev, n, h } = operation.origin ?? envelope;
  const { rows } = await db.query<{ dev: string; n: number; ergebnis: PushResult }>(
    `select o.dev, o.n, o.ergebnis
       from (select * from operation where dev = $1 and n = $2 and h = $3
             union all select * from operation where op ? 'origin' and op -> 'origin' ->> 'h' = $3) o
       join geraet g on g.id = o.dev and g.person = $4`,
    [dev, n, h, caller.person],
  );
  if (!rows[0]) return null;
  const { art, id } = operation.ent;
  const record = await lockRecord(db, art, id);
  if (record) await adoptFields(db, record, { from: rows, to: { dev: caller.device, n: envelope.n } });
  return { ...rows[0].ergebnis, n: envelope.n };
}

type Origin = FuehrenderDatensatz['feldvon'][string];

/** What the operation wrote counts as written by this device, so that its next edit of the field meets its own value (S7). */
async function adoptFields(
  db: Db,
  record: FuehrenderDatensatz,
  { from, to }: { readonly from: readonly Origin[]; readonly to: Origin },
): Promise<void> {
  const isFrom = (von: Origin) => from.some(({ dev, n }) => dev === von.dev && n === von.n);
  const entries = Object.entries(record.feldvon);
  if (!entries.some(([, von]) => isFrom(von))) return;
  const feldvon = Object.fromEntries(entries.map(([feld, von]) => [feld, isFrom(von) ? to : von]));
  await db.query('update datensatz set d = $3 where art = $1 and id = $2', [
    record.art,
    record.id,
    JSON.stringify({ ...record, feldvon }),
  ]);
}
