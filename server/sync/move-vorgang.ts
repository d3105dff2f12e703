import type { DatensatzArt } from '../../shared/akte.ts';
import type { FuehrenderDatensatz } from '../../shared/merge.ts';
import type { Db } from '../database.ts';
import { type Herkunft, lockRecord, nextRev, storeRecord } from '../store-record.ts';
import { moveDokument } from './move-dokument.ts';

/**
 * Stores a Vorgang in its new Akte together with its Dokumente, its Fristen and what was written about it: rights follow the Akte, so nothing
 * of it may stay behind (docs/spec/akte.md A21). Its Zeichen stays: it is on letters that went out.
 */
export async function moveVorgang(
  db: Db,
  vorgang: FuehrenderDatensatz,
  { by, vonAkte }: { readonly by: Herkunft; readonly vonAkte: string | null },
): Promise<void> {
  await storeRecord(db, vorgang, { by, vonAkte });
  const { rows } = await db.query<{ art: DatensatzArt; id: string }>(
    `with about as (
       select art, id from datensatz where art in ('ereignis', 'konflikt') and d -> 'felder' ->> 'bezug' = $1
     )
     select art, id from about
      union
     select art, id from datensatz where art in ('dokument', 'frist') and d -> 'felder' ->> 'vorgang' = $1
      union
     select art, id from datensatz
      where art = 'ereignis' and d -> 'felder' ->> 'bezug' in (select id from about where art = 'konflikt')
      order by art, id`,
    [vorgang.id],
  );
  for (const { art, id } of rows) {
    // Read again under its lock: it may have changed since it was listed.
    const d = await lockRecord(db, art, id);
    if (!d || d.akte === vorgang.akte || ('vorgang' in d.felder && d.felder.vorgang !== vorgang.id)) continue;
    const moved = { ...d, akte: vorgang.akte, rev: await nextRev(db) };
    if (art === 'dokument') await moveDokument(db, moved, { by, vonAkte: d.akte });
    else await storeRecord(db, moved, { by, vonAkte: d.akte });
  }
}
