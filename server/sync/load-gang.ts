import type { DatensatzArt } from '../../shared/akte.ts';
import { type GangFacts, gangStand } from '../../shared/geschaeftsgang/gang-stand.ts';
import { toSchritt, toZeichnung } from '../../shared/geschaeftsgang/to-schritt.ts';
import { findLeading } from '../../shared/leading-version.ts';
import type { FuehrenderDatensatz } from '../../shared/merge.ts';
import type { Db } from '../database.ts';

/** The orders and signed acts of a Dokument, the hashes of its Versionen and which of them leads. Lock the Dokument before. */
export async function loadGang(
  db: Db,
  dokument: FuehrenderDatensatz,
): Promise<GangFacts & { readonly shas: ReadonlySet<string> }> {
  const ofDokument = `d -> 'felder' ->> 'dokument' = $1`;
  const [{ rows: gang }, { rows: versionen }] = await Promise.all([
    db.query<{ art: DatensatzArt; d: FuehrenderDatensatz }>(
      `select art, d from datensatz where art in ('beteiligungsschritt', 'zeichnung') and ${ofDokument} order by id`,
      [dokument.id],
    ),
    db.query<{ id: string; vorgaenger: string | null; sha: string }>(
      `select id, d -> 'felder' ->> 'vorgaenger' as vorgaenger, d -> 'felder' ->> 'sha' as sha from datensatz
        where art = 'version' and ${ofDokument}
        order by (d -> 'felder' ->> 'nummer')::int, d -> 'felder' ->> 'erstellt'`,
      [dokument.id],
    ),
  ]);
  const chosen = dokument.felder.fuehrendeVersion;
  const { leading } = findLeading(versionen, typeof chosen === 'string' ? chosen : null);
  return {
    schritte: gang.flatMap(({ art, d }) => (art === 'beteiligungsschritt' ? [toSchritt(d.id, d.felder)] : [])),
    zeichnungen: gang.flatMap(({ art, d }) => (art === 'zeichnung' ? [toZeichnung(d.id, d.felder)] : [])),
    leading: versionen[leading]?.sha ?? '',
    shas: new Set(versionen.map(({ sha }) => sha)),
  };
}

/** Whether a Schlusszeichnung closed the Dokument (G26). */
export async function isFrozen(db: Db, dokument: FuehrenderDatensatz): Promise<boolean> {
  return gangStand(await loadGang(db, dokument)).schluss !== null;
}
