import type { Operation } from '../../shared/change.ts';
import type { Feldherkunft, FuehrenderDatensatz } from '../../shared/merge.ts';
import type { PushResult } from '../../shared/sync-protocol.ts';
import type { Db } from '../database.ts';

/** An operation by the hash that it had on the device it was made on, and whose it is. */
export interface Issued {
  readonly person: string;
  readonly h: string;
}

/** The same for all numbers that an operation was sent under. */
export const issuedKey = ({ person, h }: Issued): string => `${h} ${person}`;

/**
 * The results of operations that were decided already under another number: sent by the device they were made on, or by
 * another one that replaces that device (S31). Only devices of the same person count. Missing: not decided yet.
 */
export async function findReissued(db: Db, issued: readonly Issued[]): Promise<Map<string, PushResult>> {
  const { rows } = await db.query<Issued & { ergebnis: PushResult }>(
    `select a.person, a.h, o.ergebnis
       from unnest($1::text[], $2::text[]) as a (person, h)
      cross join lateral (select o.ergebnis from operation o join geraet g on g.id = o.dev and g.person = a.person
                           where o.ursprung = a.h limit 1) as o`,
    [issued.map(({ person }) => person), issued.map(({ h }) => h)],
  );
  return new Map(rows.map(({ ergebnis, ...one }) => [issuedKey(one), ergebnis]));
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
