import { formatZeichen, parseZeichen, partsOf } from '../../shared/zeichen.ts';
import type { Db } from '../database.ts';

/** More numbers than any Nummernkreis gives out between a backup and the loss of what came after it (A8). */
export const NUMBERS_AFTER_RESTORE = 1_000;

/** A Nummernkreis, what carries its Zeichen, and since when it can have given out numbers (ISO 8601). */
export interface Nummernkreis {
  readonly kreis: string;
  readonly art: 'akte' | 'vorgang';
  readonly since: string;
}

/**
 * Draws `count` numbers that nobody has and nobody gets again; answers the first (A2). Other transactions wait at this
 * Nummernkreis until this one ends.
 */
export async function drawNumbers(db: Db, on: Nummernkreis, count: number): Promise<number> {
  const { kreis } = on;
  const drawn = () =>
    db.query<{ von: number }>(
      'update nummernkreis set naechste = naechste + $2 where kreis = $1 returning naechste - $2 as von',
      [kreis, count],
    );
  const known = (await drawn()).rows[0];
  if (known) return known.von;
  await beginNummernkreis(db, on);
  return (await drawn()).rows[0]!.von;
}

/** Draws one number whose Zeichen no record bears, and answers the Zeichen. */
export async function drawZeichen(db: Db, on: Nummernkreis): Promise<string> {
  for (;;) {
    const zeichen = formatZeichen(on.kreis, await drawNumbers(db, on, 1));
    if (!(await isTaken(db, on.art, zeichen))) return zeichen;
  }
}

/** Begins behind every number that is in use, and behind those that may have been given out before a restore (A8). */
async function beginNummernkreis(db: Db, { kreis, art, since }: Nummernkreis): Promise<void> {
  const highest = await highestNumber(db, kreis, art);
  const { rows } = await db.query<{ wert: string }>(`select wert from meta where name = 'restored'`);
  const isOlder = rows[0] !== undefined && since < rows[0].wert;
  const first = highest + 1 + (isOlder ? NUMBERS_AFTER_RESTORE : 0);
  const { rowCount } = await db.query('insert into nummernkreis values ($1, $2) on conflict do nothing', [
    kreis,
    first,
  ]);
  if (!isOlder || rowCount === 0) return;
  await db.query('insert into nummernsprung values ($1, $2, $3) on conflict do nothing', [
    kreis,
    highest + 1,
    first - 1,
  ]);
}

async function highestNumber(db: Db, kreis: string, art: 'akte' | 'vorgang'): Promise<number> {
  const { before } = partsOf(kreis);
  const { rows } = await db.query<{ zeichen: string }>(
    art === 'akte'
      ? `select d -> 'felder' ->> 'aktenzeichen' as zeichen from datensatz where art = 'akte'
            and (d -> 'felder' ->> 'aktenzeichen') collate "C" between $1 and $1 || U&'\\FFFF'`
      : `select d -> 'felder' ->> 'geschaeftszeichen' as zeichen from datensatz where art = 'vorgang'
            and (d -> 'felder' ->> 'geschaeftszeichen') collate "C" between $1 and $1 || U&'\\FFFF'`,
    [before],
  );
  return rows.reduce((highest, { zeichen }) => Math.max(highest, parseZeichen(kreis, zeichen) ?? 0), 0);
}

/** Whether a record bears this Zeichen already. */
export async function isTaken(db: Db, art: 'akte' | 'vorgang', zeichen: string): Promise<boolean> {
  const { rows } = await db.query(
    art === 'akte'
      ? `select from datensatz where art = 'akte' and (d -> 'felder' ->> 'aktenzeichen') collate "C" = $1 limit 1`
      : `select from datensatz where art = 'vorgang' and (d -> 'felder' ->> 'geschaeftszeichen') collate "C" = $1 limit 1`,
    [zeichen],
  );
  return rows.length > 0;
}

/**
 * After a backup was put back: every Nummernkreis goes on behind the numbers that may have been given out since, and what a
 * device used of those still counts (A8).
 */
export async function jumpNumbers(db: Db, now: Date): Promise<void> {
  await db.query(
    `insert into nummernsprung select kreis, naechste, naechste + $1 - 1 from nummernkreis on conflict do nothing`,
    [NUMBERS_AFTER_RESTORE],
  );
  await db.query('update nummernkreis set naechste = naechste + $1', [NUMBERS_AFTER_RESTORE]);
  await db.query(`insert into meta values ('restored', $1) on conflict (name) do update set wert = excluded.wert`, [
    now.toISOString(),
  ]);
}
