import type { Replica } from '../replica.ts';

/**
 * The days typed into Vorgaenge that have become Fristen, as `vorgang day`: a set Frist (`festgesetzt`) of the Vorgang for this very
 * day is the take-over, whatever became of it later. One record says it, so that no refusal can part the two (F52, decision 0091).
 */
export function takenOver({ tables: { frist } }: Pick<Replica, 'tables'>): ReadonlySet<string> {
  const taken = new Set<string>();
  for (let row = 0; row < frist.rowCount; row++)
    if (frist.isLive(row) && frist.code('kanal', row) === 'festgesetzt')
      taken.add(`${frist.code('vorgang', row)} ${frist.code('ereignis', row)}`);
  return taken;
}

/** The day, `YYYY-MM-DD`, typed into a Vorgang that is no Frist yet; null: none. */
export function handFrist(
  { tables: { vorgang } }: Pick<Replica, 'tables'>,
  id: string,
  taken: ReadonlySet<string>,
): string | null {
  const day = vorgang.code('frist', vorgang.row(id)) || null;
  return day !== null && taken.has(`${id} ${day}`) ? null : day;
}
