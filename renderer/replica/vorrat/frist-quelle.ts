import { takenOver } from '../fristen/hand-fristen.ts';
import { replacedFristen } from '../fristen/list-fristen.ts';
import type { Replica } from '../replica.ts';
import { fieldRufe, vorgangWorte } from './vorgang-quellen.ts';
import { type Ich, unitsOf, type VorratQuelle, type VorratRuf } from './vorrat-ruf.ts';

/** Computed Fristen that run, also those whose end nobody can tell yet (F17), and days written into the field of a Vorgang where none of them ends on that day. */
export const fristQuelle: VorratQuelle = {
  grund: 'frist',
  stamps: ({ tables }) => [tables.vorgang.changes, tables.frist.changes],
  rufe: (replica, ich) => {
    const computed = runningFristen(replica, ich);
    const known = new Set(computed.map(({ vorgang, termin }) => `${vorgang} ${termin}`));
    const taken = takenOver(replica);
    const written = fieldRufe(replica, ich, 'frist').filter(
      ({ vorgang, termin }) => !known.has(`${vorgang} ${termin}`) && !taken.has(`${vorgang} ${termin}`),
    );
    return [...computed, ...written];
  },
  worte: (replica, { id, vorgang }) => {
    const { frist } = replica.tables;
    const words = vorgangWorte(replica, vorgang ?? '');
    const row = frist.row(id);
    return row < 0 ? words : { ...words, neben: frist.text('bezeichnung', row) };
  },
};

function runningFristen(replica: Replica, ich: Ich): VorratRuf[] {
  const { frist, vorgang } = replica.tables;
  const replaced = replacedFristen(replica);
  const persons = new Set([ich.person, ...ich.vertritt.keys()]);
  const units = unitsOf(ich);
  const found: VorratRuf[] = [];
  for (let row = 0; row < frist.rowCount; row++) {
    const id = frist.ids[row];
    const termin = frist.code('ende', row);
    if (id == null || frist.code('status', row) !== 'offen' || replaced.has(id)) continue;
    const at = vorgang.row(frist.code('vorgang', row));
    if (at < 0 || vorgang.code('status', at) === 'zdA') continue;
    const [fuer, einheit] = [vorgang.code('bearbeitung', at), vorgang.code('federfuehrung', at)];
    if (!persons.has(fuer ?? '') && !units.has(einheit ?? '')) continue;
    found.push({ grund: 'frist', id, vorgang: vorgang.ids[at] ?? null, termin, seit: '', fuer, einheit });
  }
  return found;
}
