import type { DatensatzArt } from '../../shared/akte.ts';
import { nameOf } from './personen.ts';
import type { Replica } from './replica.ts';

/** The Einheiten (or persons) in charge of a record: its Vorgang's, then its Akte's; each once. */
export function federfuehrungenOf(replica: Replica, art: DatensatzArt, id: string): string[] {
  const { vorgang, akte, dokument, version } = replica.tables;
  if (art === 'version') return federfuehrungenOf(replica, 'dokument', version.code('dokument', version.row(id)) ?? '');
  const vorgangRow = vorgang.row(art === 'dokument' ? dokument.code('vorgang', dokument.row(id)) : id);
  const akteRow = akte.row(replica.tables[art].akte(replica.tables[art].row(id)));
  const both = [vorgang.code('federfuehrung', vorgangRow), akte.code('federfuehrung', akteRow)];
  return [...new Set(both.filter((one) => one !== null && one !== undefined))];
}

/**
 * Whom to ask: the Leitung of these Einheiten by name, the Einheit itself where nobody has that role. Never the person who
 * asks: where she alone leads, nobody is named.
 */
export function leitungenOf(replica: Replica, federfuehrungen: readonly string[]): string[] {
  const { person } = replica.tables;
  const self = replica.identity.person;
  return federfuehrungen.flatMap((one) => {
    if (one === self) return [];
    const leads = (row: number) =>
      person.code('einheit', row) === one && person.text('rollen', row).split('\n').includes('leitung');
    const found = person.ids.flatMap((id, row) => (id !== null && leads(row) ? [{ id, row }] : []));
    if (found.length === 0) return [nameOf(replica, one)];
    return found.filter(({ id }) => id !== self).map(({ row }) => person.text('name', row));
  });
}
