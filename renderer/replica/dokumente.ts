import type { DokumentZeile } from '../replica-api/dokument-rows.ts';
import { isVersionHere } from './is-here.ts';
import type { Replica } from './replica.ts';
import { createVersionen } from './versionen.ts';

/** Questions about Dokumente. */
export function createDokumente(replica: Replica) {
  const { dokument, version, akte } = replica.tables;
  const versionen = createVersionen(replica);

  const zeile = (row: number): DokumentZeile => {
    const id = dokument.ids[row] ?? '';
    const { rows, leading, konkurrierend } = versionen.fassungen(id);
    const line = ancestry(replica, leading);
    return {
      id,
      akte: dokument.akte(row),
      vorgang: dokument.code('vorgang', row),
      titel: dokument.text('titel', row),
      dokumenttyp: dokument.code('dokumenttyp', row) ?? '',
      absender: dokument.text('absender', row),
      eingangsdatum: dokument.code('eingangsdatum', row),
      eingangsquelle: dokument.code('eingangsquelle', row) ?? '',
      eingangskanal: dokument.code('eingangskanal', row) ?? '',
      anlageZu: dokument.code('anlageZu', row),
      mimetyp: leading >= 0 ? (version.code('mimetyp', leading) ?? '') : '',
      fassung: version.number('nummer', leading),
      konkurrierend,
      sizeBytes: version.number('groesse', leading),
      here: isVersionHere(replica, leading),
      unsent:
        replica.isUnsent('dokument', id) || rows.some((each) => replica.isUnsent('version', version.ids[each] ?? '')),
      gestempelt: line.has('stempel'),
      unterschrieben: line.has('unterschrift'),
    };
  };

  const where = (accepts: (row: number) => boolean): DokumentZeile[] => {
    const found: DokumentZeile[] = [];
    for (let row = 0; row < dokument.rowCount; row++) if (dokument.isLive(row) && accepts(row)) found.push(zeile(row));
    return found.sort((a, b) => compare(a.eingangsdatum ?? '', b.eingangsdatum ?? '') || compare(a.titel, b.titel));
  };

  return {
    zeile,
    versionen,
    byId(id: string): DokumentZeile | null {
      const row = dokument.row(id);
      return row < 0 ? null : zeile(row);
    },
    inVorgang(id: string): DokumentZeile[] {
      const column = dokument.codes.get('vorgang');
      const code = column?.codeOf(id) ?? -1;
      return where((row) => column?.codes[row] === code);
    },
    /** How many Dokumente of an Akte can be looked at without the server in their leading Version. */
    countHere(akteId: string): number {
      const column = dokument.codes.get('$akte');
      const code = column?.codeOf(akteId) ?? -1;
      let count = 0;
      for (let row = 0; row < dokument.rowCount; row++) {
        if (column?.codes[row] !== code || !dokument.isLive(row)) continue;
        if (isVersionHere(replica, versionen.fassungen(dokument.ids[row] ?? '').leading)) count++;
      }
      return count;
    },
    /** What lies in a Posteingang and belongs to no Vorgang yet, oldest receipt first. */
    posteingang(): DokumentZeile[] {
      // What was handed out lies where this person may not look.
      return where((row) => dokument.code('vorgang', row) === null && akte.row(dokument.akte(row)) >= 0);
    },
  };
}

/** How a Version (by its row) and those before it came about. */
export function ancestry({ tables: { version } }: Replica, leading: number): ReadonlySet<string> {
  const found = new Set<string>();
  const seen = new Set<number>();
  for (let row = leading; row >= 0 && !seen.has(row); row = version.row(version.code('vorgaenger', row))) {
    seen.add(row);
    found.add(version.code('entstehung', row) ?? '');
  }
  return found;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
