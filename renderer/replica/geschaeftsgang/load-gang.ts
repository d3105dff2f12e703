import type { DatensatzArt } from '../../../shared/akte.ts';
import type { GangFacts } from '../../../shared/geschaeftsgang/gang-stand.ts';
import { toSchritt, toZeichnung } from '../../../shared/geschaeftsgang/to-schritt.ts';
import type { GangFassung } from '../../replica-api/gang-rows.ts';
import type { Replica } from '../replica.ts';
import { createVersionen } from '../versionen.ts';

/** The orders and signed acts of a Dokument as the present person sees them, and its Versionen. */
export interface LoadedGang extends GangFacts {
  /** By hash. */
  readonly fassungen: ReadonlyMap<string, GangFassung>;
}

/** Reads the Geschaeftsgang of a Dokument; `versionen` is shared by whoever reads several. */
export async function loadGang(
  replica: Replica,
  dokument: string,
  versionen: Pick<ReturnType<typeof createVersionen>, 'fassungen'> = createVersionen(replica),
): Promise<LoadedGang> {
  const { version } = replica.tables;
  const { rows, leading } = versionen.fassungen(dokument);
  const [schritte, zeichnungen] = await Promise.all([
    readAll(replica, 'beteiligungsschritt', dokument),
    readAll(replica, 'zeichnung', dokument),
  ]);
  return {
    schritte: schritte.map(({ id, felder }) => toSchritt(id, felder)),
    zeichnungen: zeichnungen.map(({ id, felder }) => toZeichnung(id, felder)),
    leading: version.text('sha', leading),
    fassungen: new Map(
      rows.map((row) => {
        const sha = version.text('sha', row);
        return [sha, { id: version.ids[row] ?? '', nummer: version.number('nummer', row), sha }];
      }),
    ),
  };
}

async function readAll(replica: Replica, art: DatensatzArt, dokument: string) {
  const table = replica.tables[art];
  const rows = table.rowsWith('dokument', dokument);
  const records = await Promise.all(rows.map((row) => replica.read(art, table.ids[row] ?? '')));
  return records.filter((record) => record !== null);
}
