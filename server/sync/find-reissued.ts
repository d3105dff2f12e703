import type { Operation } from '../../shared/change.ts';
import type { Feldherkunft, FuehrenderDatensatz } from '../../shared/merge.ts';
import type { PushResult } from '../../shared/sync-protocol.ts';
import type { Db } from '../database.ts';
import type { Caller } from '../route.ts';
import type { SignedLine } from './parse-operation.ts';

/**
 * The result of an operation that was decided already under another number: sent by the device it was made on, or by another
 * one that replaces that device (S31). null = not decided yet. Only devices of the same person count.
 */
export async function findReissued(
  db: Db,
  { operation, envelope }: SignedLine,
  caller: Caller,
): Promise<PushResult | null> {
  const { rows } = await db.query<{ ergebnis: PushResult }>(
    `select o.ergebnis from operation o join geraet g on g.id = o.dev and g.person = $2 where o.ursprung = $1 limit 1`,
    [operation?.origin?.h ?? envelope.h, caller.person],
  );
  return rows[0] ? { ...rows[0].ergebnis, n: envelope.n } : null;
}

/**
 * The record with the fields that an operation finds moved ascribed to its own device where that device knew their values: it
 * sent the writing operation too, under another number (S31). So the next edit of a field meets no Konflikt with one's own.
 */
export async function ascribeKnown(
  db: Db,
  record: FuehrenderDatensatz,
  { dev, set, base }: Operation,
): Promise<FuehrenderDatensatz> {
  const feldvon: Record<string, Feldherkunft> = {};
  for (const feld of Object.keys(set)) {
    const von = record.feldvon[feld];
    const moved = (record.feldrev[feld] ?? 0) > (base[feld] ?? 0);
    if (!von || !moved || von.dev === dev) continue;
    const { rows } = await db.query<{ n: number }>(
      `select mine.n from operation mine join operation theirs on theirs.ursprung = mine.ursprung
        where mine.dev = $1 and theirs.dev = $2 and theirs.n = $3`,
      [dev, von.dev, von.n],
    );
    if (rows[0]) feldvon[feld] = { dev, n: rows[0].n };
  }
  return { ...record, feldvon: { ...record.feldvon, ...feldvon } };
}
