import type { Nummernblock } from '../../shared/nummern.ts';
import { FIRST_NUMBERS, parseZeichen } from '../../shared/zeichen.ts';
import type { Db } from '../database.ts';
import { drawNumbers, type Nummernkreis } from './draw-numbers.ts';

/** Numbers of one block: as few as a week without a connection needs, for what is not used becomes a gap. */
const blockNumbers = { akte: 10, vorgang: 5 } as const;
/** With fewer left a device gets another block. */
const FEW_NUMBERS = 3;

/** What the device holds of a Nummernkreis, with another block when few are left: asking twice gives one (A3). */
export async function topUp(
  db: Db,
  on: Nummernkreis,
  { device, now }: { readonly device: string; readonly now: Date },
): Promise<readonly Nummernblock[]> {
  const blocks = await readBlocks(db, device, on.kreis);
  const left = blocks.reduce((sum, { bis, naechste }) => sum + bis - naechste + 1, 0);
  if (left >= FEW_NUMBERS) return blocks;
  const von = await drawNumbers(db, on, blockNumbers[on.art]);
  const block = { kreis: on.kreis, von, bis: von + blockNumbers[on.art] - 1, naechste: von };
  await storeBlock(db, block, { device, now });
  return [...blocks, block];
}

/** The first numbers of a new Akte belong to the device that made it (A4); none if somebody was first. */
export async function giveFirst(
  db: Db,
  on: Nummernkreis,
  by: { readonly device: string; readonly now: Date },
): Promise<void> {
  const { rows } = await db.query('select from nummernkreis where kreis = $1', [on.kreis]);
  if (rows.length > 0) return;
  const von = await drawNumbers(db, on, FIRST_NUMBERS);
  if (von === 1) await storeBlock(db, { kreis: on.kreis, von, bis: FIRST_NUMBERS, naechste: von }, by);
}

/**
 * Marks a number as used, and holds its block until the transaction ends, so that of two at the same moment the second sees the
 * first. False when it is in no block of this person's devices and was not given out before a restore.
 */
export async function claimNumber(
  db: Db,
  { kreis, person, nummer }: { readonly kreis: string; readonly person: string; readonly nummer: number },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update nummernblock set naechste = greatest(naechste, $3 + 1)
      where kreis = $1 and von <= $3 and $3 <= bis and geraet in (select id from geraet where person = $2)`,
    [kreis, person, nummer],
  );
  if (rowCount) return true;
  const { rows } = await db.query('select from nummernsprung where kreis = $1 and von <= $2 and $2 <= bis for update', [
    kreis,
    nummer,
  ]);
  return rows.length > 0;
}

/**
 * The device uses no further numbers. Of a device that has proven that it sent everything the last block of a Nummernkreis
 * goes back; every other unused number stays a gap, which this table documents (A7).
 */
export async function endBlocks(
  db: Db,
  devices: readonly string[],
  { now, isAllSent }: { readonly now: Date; readonly isAllSent: boolean },
): Promise<void> {
  if (isAllSent) {
    await countRefused(db, devices);
    await db.query(
      `with back as (
         update nummernkreis k set naechste = b.naechste from nummernblock b
          where b.geraet = any($1) and b.beendet is null and b.kreis = k.kreis and b.bis = k.naechste - 1
         returning k.kreis, b.von, b.naechste
       ), unused as (
         delete from nummernblock b using back where b.kreis = back.kreis and b.von = back.von and back.naechste = back.von
       )
       update nummernblock b set bis = b.naechste - 1 from back
        where b.kreis = back.kreis and b.von = back.von and back.naechste > back.von`,
      [devices],
    );
  }
  await db.query('update nummernblock set beendet = $2 where geraet = any($1) and beendet is null', [devices, now]);
}

/** A number on something that was refused may be on a letter that went out: it counts as used. */
async function countRefused(db: Db, devices: readonly string[]): Promise<void> {
  const { rows } = await db.query<{ kreis: string; person: string; zeichen: string }>(
    `select b.kreis, g.person, coalesce(o.op #>> '{set,geschaeftszeichen}', o.op #>> '{set,aktenzeichen}', '') as zeichen
       from nummernblock b join geraet g on g.id = b.geraet join operation o on o.dev = b.geraet
      where b.geraet = any($1) and b.beendet is null and o.ergebnis ->> 'status' = 'rejected'
        and o.op ->> 'intent' in ('create-vorgang', 'create-akte')`,
    [devices],
  );
  for (const { kreis, person, zeichen } of rows) {
    const nummer = parseZeichen(kreis, zeichen);
    if (nummer !== null) await claimNumber(db, { kreis, person, nummer });
  }
}

/** Unused numbers of blocks that ended, for whoever asks why a number is missing. */
export async function listGaps(db: Db): Promise<readonly (Nummernblock & { readonly beendet: Date })[]> {
  const { rows } = await db.query<Nummernblock & { beendet: Date }>(
    `select kreis, von, bis, naechste, beendet from nummernblock where beendet is not null and naechste <= bis
      order by kreis, von`,
  );
  return rows;
}

async function readBlocks(db: Db, device: string, kreis: string): Promise<readonly Nummernblock[]> {
  const { rows } = await db.query<Nummernblock>(
    `select kreis, von, bis, naechste from nummernblock
      where geraet = $1 and kreis = $2 and beendet is null and naechste <= bis order by von`,
    [device, kreis],
  );
  return rows;
}

async function storeBlock(
  db: Db,
  { kreis, von, bis, naechste }: Nummernblock,
  { device, now }: { readonly device: string; readonly now: Date },
): Promise<void> {
  await db.query('insert into nummernblock (geraet, kreis, von, bis, naechste, zeit) values ($1, $2, $3, $4, $5, $6)', [
    device,
    kreis,
    von,
    bis,
    naechste,
    now,
  ]);
}
