import { memo } from './memo.ts';
import type { RecordTable } from './record-table.ts';
import type { Replica } from './replica.ts';
import { type AkteBytes, createAkteBytes } from './wanted-blobs.ts';

/** What is counted of an Akte. */
export interface AkteFacts extends AkteBytes {
  readonly vorgaenge: number;
  readonly dokumente: number;
}

/** Counts and bytes of an Akte; unfiled Dokumente count for their Posteingang. */
export function createAkteFacts(replica: Replica): (akte: string) => AkteFacts {
  const { vorgang, dokument } = replica.tables;
  const vorgaenge = createCounts(vorgang);
  const dokumente = createCounts(dokument);
  const bytes = createAkteBytes(replica);
  return (akte) => ({
    vorgaenge: vorgaenge().get(akte) ?? 0,
    dokumente: dokumente().get(akte) ?? 0,
    ...bytes(akte),
  });
}

/** A Version lies where its Dokument lies, also when the Dokument was just filed elsewhere. */
export function akteOfVersion({ tables }: Replica, row: number): string | null {
  const dokument = tables.dokument.row(tables.version.code('dokument', row));
  return dokument >= 0 ? tables.dokument.akte(dokument) : tables.version.akte(row);
}

/** Records of a kind in each Akte. */
function createCounts(table: RecordTable): () => ReadonlyMap<string, number> {
  return memo(
    () => [table.changes],
    () => {
      const found = new Map<string, number>();
      const column = table.codes.get('$akte');
      const counts = new Uint32Array(column?.codeCount ?? 0);
      for (let row = 0; column && row < table.rowCount; row++) {
        if (table.isLive(row)) counts[column.codes[row] ?? 0] = (counts[column.codes[row] ?? 0] ?? 0) + 1;
      }
      counts.forEach((count, code) => {
        const akte = column?.valueOf(code) ?? null;
        if (akte !== null && count > 0) found.set(akte, count);
      });
      return found;
    },
  );
}
