import { unitsOf, type VorratQuelle, type VorratRuf } from './vorrat-ruf.ts';

/** What lies in a Posteingang of the person's Einheit, or of the Einheit of somebody she stands in for. */
export const eingangQuelle: VorratQuelle = {
  grund: 'eingang',
  stamps: ({ tables }) => [tables.dokument.changes, tables.akte.changes],
  rufe: ({ tables: { dokument, akte } }, ich) => {
    const found: VorratRuf[] = [];
    const units = unitsOf(ich);
    const filed = dokument.codes.get('vorgang')?.codes;
    for (let row = 0; row < dokument.rowCount; row++) {
      const id = dokument.ids[row];
      if (filed?.[row] !== 0 || id == null) continue;
      const einheit = akte.code('federfuehrung', akte.row(dokument.akte(row)));
      if (einheit === null || !units.has(einheit)) continue;
      const seit = dokument.code('eingangsdatum', row) ?? '';
      found.push({ grund: 'eingang', id, vorgang: null, termin: null, seit, fuer: null, einheit });
    }
    return found;
  },
  worte: (_replica, { id }, { dokumente }) => {
    const { titel = '', absender = '', mimetyp = '', gestempelt = false } = dokumente.byId(id) ?? {};
    return { titel, neben: absender, zeichen: '', dokument: id, absender, mimetyp, gestempelt };
  },
};
