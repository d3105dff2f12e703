import { findLeading } from '../../shared/leading-version.ts';
import type { VersionZeile } from '../replica-api/dokument-rows.ts';
import { raisingOf } from './due-signatures.ts';
import { bestFormat, signaturdateien } from './formate.ts';
import { isVersionHere } from './is-here.ts';
import { memo } from './memo.ts';
import { nameOf } from './personen.ts';
import type { Replica } from './replica.ts';

/** The Versionen of each Dokument, which of them leads and how many compete. */
export interface Fassungen {
  /** Rows of the table `version`, by number ascending. */
  readonly rows: readonly number[];
  /** Row of the leading Version; -1 when there is none. */
  readonly leading: number;
  /** Versionen that no other was made from; 1 = nothing competes. */
  readonly konkurrierend: number;
}

const none: Fassungen = { rows: [], leading: -1, konkurrierend: 0 };

/** Looks up the Versionen of a Dokument. */
export function createVersionen(replica: Replica) {
  const { version, dokument } = replica.tables;
  const byDokument = memo(
    () => [version.changes],
    () => {
      const rows = new Map<string, number[]>();
      for (let row = 0; row < version.rowCount; row++) {
        const id = version.isLive(row) ? version.code('dokument', row) : null;
        if (id === null) continue;
        const list = rows.get(id);
        if (list) list.push(row);
        else rows.set(id, [row]);
      }
      return rows;
    },
  );

  const fassungen = (id: string): Fassungen => {
    const rows = byDokument().get(id);
    if (!rows) return none;
    const nummer = (row: number) => version.number('nummer', row);
    const sorted = [...rows].sort(
      (a, b) => nummer(a) - nummer(b) || (version.text('erstellt', a) < version.text('erstellt', b) ? -1 : 1),
    );
    const versions = sorted.map((row) => ({ id: version.ids[row] ?? '', vorgaenger: version.code('vorgaenger', row) }));
    const { leading, konkurrierend } = findLeading(versions, dokument.code('fuehrendeVersion', dokument.row(id)));
    return { rows: sorted, leading: sorted[leading] ?? -1, konkurrierend };
  };

  return {
    fassungen,
    zeilen(id: string): VersionZeile[] {
      const { rows, leading } = fassungen(id);
      const beside = signaturdateien(replica);
      return rows.map((row) => {
        const sha = version.text('sha', row);
        const format = bestFormat(replica, version.ids[row] ?? '');
        return {
          id: version.ids[row] ?? '',
          nummer: version.number('nummer', row),
          vorgaenger: version.code('vorgaenger', row),
          sha,
          sizeBytes: version.number('groesse', row),
          dateiname: version.text('dateiname', row),
          mimetyp: version.code('mimetyp', row) ?? '',
          signaturen: beside.get(version.ids[row] ?? '') ?? [],
          entstehung: version.code('entstehung', row) ?? '',
          erstelltVon: nameOf(replica, version.code('erstelltVon', row)),
          erstellt: version.text('erstellt', row),
          here: isVersionHere(replica, row),
          unsent: replica.isUnsent('version', version.ids[row] ?? ''),
          leading: row === leading,
          format: format && {
            stufe: format.stufe,
            erstellt: format.erstellt,
            sha: format.sha,
            traegtBis: format.traegtBis,
          },
          anhebung: raisingOf(replica, row, format),
        };
      });
    },
  };
}
