import { memo } from './memo.ts';
import type { RecordTable } from './record-table.ts';
import type { Replica } from './replica.ts';
import { bytesByAkte } from './wanted-blobs.ts';

/** What is counted per Akte, by Akte id. */
export interface AkteFacts {
  vorgaenge: number;
  dokumente: number;
  sizeBytes: number;
  hereBytes: number;
}

/** Counts and bytes per Akte; unfiled Dokumente count for their Posteingang. */
export function createAkteFacts(replica: Replica): (akte: string) => AkteFacts {
  const { vorgang, dokument, version, primaerdokument } = replica.tables;
  const facts = memo(
    () => [
      vorgang.changes,
      dokument.changes,
      version.changes,
      primaerdokument.changes,
      replica.blobs.changes,
      replica.unsentBlobs,
    ],
    () => {
      const byAkte = new Map<string, AkteFacts>();
      const of = (akte: string) => {
        const known = byAkte.get(akte) ?? { vorgaenge: 0, dokumente: 0, sizeBytes: 0, hereBytes: 0 };
        byAkte.set(akte, known);
        return known;
      };
      countByAkte(vorgang, (akte, count) => {
        of(akte).vorgaenge = count;
      });
      countByAkte(dokument, (akte, count) => {
        of(akte).dokumente = count;
      });
      for (const [akte, { sizeBytes, hereBytes }] of bytesByAkte(replica))
        Object.assign(of(akte), { sizeBytes, hereBytes });
      return byAkte;
    },
  );
  return (akte) => facts().get(akte) ?? { vorgaenge: 0, dokumente: 0, sizeBytes: 0, hereBytes: 0 };
}

/** A Version lies where its Dokument lies, also when the Dokument was just filed elsewhere. */
export function akteOfVersion({ tables }: Replica, row: number): string | null {
  const dokument = tables.dokument.row(tables.version.code('dokument', row));
  return dokument >= 0 ? tables.dokument.akte(dokument) : tables.version.akte(row);
}

function countByAkte(table: RecordTable, report: (akte: string, count: number) => void): void {
  const column = table.codes.get('$akte');
  if (!column) return;
  const counts = new Uint32Array(column.codeCount);
  const { codes } = column;
  for (let row = 0; row < table.rowCount; row++) {
    if (table.isLive(row)) counts[codes[row] ?? 0] = (counts[codes[row] ?? 0] ?? 0) + 1;
  }
  counts.forEach((count, code) => {
    const akte = column.valueOf(code);
    if (akte !== null && count > 0) report(akte, count);
  });
}
