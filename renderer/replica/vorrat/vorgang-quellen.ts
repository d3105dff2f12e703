import type { Replica } from '../replica.ts';
import { type Ich, unitsOf, type VorratQuelle, type VorratRuf } from './vorrat-ruf.ts';

/** Vorgaenge that shall be looked at again. */
export const wiedervorlageQuelle: VorratQuelle = {
  grund: 'wiedervorlage',
  stamps: ({ tables }) => [tables.vorgang.changes],
  rufe: (replica, ich) => fieldRufe(replica, ich, 'wiedervorlage'),
  worte: (replica, { id }) => vorgangWorte(replica, id),
};

/** What a row about a Vorgang says. */
export function vorgangWorte({ tables: { vorgang } }: Replica, id: string) {
  const row = vorgang.row(id);
  return {
    titel: vorgang.text('titel', row),
    neben: vorgang.code('vorgangstyp', row) ?? '',
    zeichen: vorgang.text('geschaeftszeichen', row),
    rev: vorgang.number('$rev', row),
  };
}

/**
 * Open Vorgaenge with a day in this field. Asks the codes of the columns first: most Vorgaenge are somebody else's, or have no such
 * day.
 */
export function fieldRufe({ tables: { vorgang } }: Replica, ich: Ich, grund: 'frist' | 'wiedervorlage'): VorratRuf[] {
  const found: VorratRuf[] = [];
  const column = (feld: string) => vorgang.codes.get(feld);
  const days = column(grund);
  const hands = column('bearbeitung');
  const leads = column('federfuehrung');
  const states = column('status');
  if (!days || !hands || !leads || !states) return found;
  const codes = (from: typeof days, values: Iterable<string>) => new Set([...values].map((one) => from.codeOf(one)));
  const persons = codes(hands, [ich.person, ...ich.vertritt.keys()]);
  const units = codes(leads, unitsOf(ich));
  const open = states.codeOf('offen');
  const dayCodes = days.codes;
  const handCodes = hands.codes;
  const leadCodes = leads.codes;
  const stateCodes = states.codes;
  for (let row = 0; row < vorgang.rowCount; row++) {
    if ((dayCodes[row] ?? 0) === 0 || stateCodes[row] !== open) continue;
    if (!persons.has(handCodes[row] ?? 0) && !units.has(leadCodes[row] ?? 0)) continue;
    const id = vorgang.ids[row];
    if (id == null) continue;
    const [termin, fuer, einheit] = [days.get(row), hands.get(row), leads.get(row)];
    found.push({ grund, id, vorgang: id, termin, seit: '', fuer, einheit });
  }
  return found;
}
