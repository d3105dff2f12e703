import type { DatensatzArt } from '../../shared/akte.ts';
import type { FuehrenderDatensatz } from '../../shared/merge.ts';
import type { Db } from '../database.ts';
import { type Herkunft, lockRecord, nextRev, storeRecord } from '../store-record.ts';

/**
 * Stores a Dokument in its new Akte together with its Versionen, their formats, its Geschaeftsgang, its Postausgang and what was written about
 * them: rights follow the Akte, so nothing of it may stay behind (S18).
 */
export async function moveDokument(
  db: Db,
  dokument: FuehrenderDatensatz,
  { by, vonAkte }: { readonly by: Herkunft; readonly vonAkte: string | null },
): Promise<void> {
  await storeRecord(db, dokument, { by, vonAkte });
  const { rows } = await db.query<{ art: DatensatzArt; id: string }>(
    `with own as (
       select art, id from datensatz where art = 'version' and d -> 'felder' ->> 'dokument' = $1
     ), files as (
       select art, id from own
        union all
       select art, id from datensatz
        where art = 'primaerdokument' and d -> 'felder' ->> 'version' in (select id from own)
     ), beside as (
       select art, id from datensatz
        where art in ('beteiligungsschritt', 'zeichnung', 'postausgang') and d -> 'felder' ->> 'dokument' = $1
     ), about as (
       select art, id from datensatz where art in ('ereignis', 'konflikt')
          and (d -> 'felder' ->> 'bezug' = $1 or d -> 'felder' ->> 'bezug' in (select id from files union select id from beside))
     )
     select art, id from files
      union all
     select art, id from about
      union
     select art, id from beside
      union
     select art, id from datensatz
      where art = 'ereignis' and d -> 'felder' ->> 'bezug' in (
        select id from datensatz where art = 'beteiligungsschritt' and d -> 'felder' ->> 'dokument' = $1)
      union
     select art, id from datensatz
      where art = 'ereignis' and d -> 'felder' ->> 'bezug' in (select id from about where art = 'konflikt')`,
    [dokument.id],
  );
  for (const { art, id } of rows) {
    // Read again under its lock: it may have changed since it was listed.
    const d = await lockRecord(db, art, id);
    if (!d || d.akte === dokument.akte) continue;
    await storeRecord(db, { ...d, akte: dokument.akte, rev: await nextRev(db) }, { by, vonAkte: d.akte });
  }
}
