import type { FilterView } from '../../../shared/saved-filter.ts';
import type { DokumentZeile } from '../../replica-api/dokument-rows.ts';

/** What the Posteingang is narrowed to, and its order. */
export type EingangView = FilterView<'posteingang'>;

/** Everything, as it comes from the replica: the oldest first. */
export const wholeEingang: EingangView = {
  text: '',
  stempel: null,
  sort: { column: 'eingang', descending: false },
};

/** The rows that a view shows, in its order. Every word of its text must stand in title, sender or kind. */
export function narrowEingang(rows: readonly DokumentZeile[], { text, stempel, sort }: EingangView) {
  const words = text.toLocaleLowerCase('de').split(/\s+/).filter(Boolean);
  const isShown = (row: DokumentZeile) => {
    if (stempel !== null && row.gestempelt !== (stempel === 'mit')) return false;
    const said = `${row.titel} ${row.absender} ${row.dokumenttyp}`.toLocaleLowerCase('de');
    return words.every((word) => said.includes(word));
  };
  const sign = sort.descending ? -1 : 1;
  return rows.filter(isShown).toSorted((a, b) => sign * compareBy(sort.column, a, b));
}

function compareBy(column: EingangView['sort']['column'], a: DokumentZeile, b: DokumentZeile): number {
  switch (column) {
    case 'titel':
      return a.titel.localeCompare(b.titel, 'de', { numeric: true });
    case 'state':
      return Number(a.gestempelt) - Number(b.gestempelt);
    case 'size':
      return a.sizeBytes - b.sizeBytes;
    case 'eingang':
      return (a.eingangsdatum ?? '').localeCompare(b.eingangsdatum ?? '');
  }
}
