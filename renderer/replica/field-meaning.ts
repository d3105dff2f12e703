import type { Feldwert } from '../../shared/akte.ts';
import type { Bedeutung } from '../../shared/konflikt-werte.ts';
import { parseVerweis } from '../../shared/verweis.ts';
import { nameOf } from './personen.ts';
import { titleOf } from './record-title.ts';
import type { Replica } from './replica.ts';

/** What the ids among the values of a field stand for, by id; empty for a field that holds plain values. */
export function meaningsOf(
  replica: Replica,
  feld: string,
  werte: readonly (Feldwert | undefined)[],
): Record<string, Bedeutung> {
  const ids = werte.filter((wert) => typeof wert === 'string' && wert !== '') as string[];
  const meaning = meanings[feld];
  return meaning ? Object.fromEntries(ids.map((id) => [id, meaning(replica, id)])) : {};
}

const name = (replica: Replica, id: string): Bedeutung => ({ kind: 'name', text: nameOf(replica, id) });

/** The fields that hold the id of another record. */
const meanings: Readonly<Record<string, (replica: Replica, id: string) => Bedeutung>> = {
  bearbeitung: name,
  federfuehrung: name,
  zugewiesen: name,
  verweise(replica, verweise) {
    const ziele = verweise.split('\n').flatMap((verweis) => parseVerweis(verweis) ?? []);
    return {
      kind: 'verweise',
      ziele: ziele.map(({ beziehung, art, id }) => {
        const { zeichen, titel } = titleOf(replica, art, id);
        return { beziehung, text: titel && [zeichen, titel].filter(Boolean).join(' ') };
      }),
    };
  },
  ablage(replica, id) {
    const { zeichen, titel } = titleOf(replica, 'akte', id);
    return { kind: 'name', text: [zeichen, titel].filter(Boolean).join(' ') || id };
  },
  vorgang(replica, id) {
    const { zeichen, titel } = titleOf(replica, 'vorgang', id);
    return { kind: 'name', text: [zeichen, titel].filter(Boolean).join(' ') || id };
  },
  fuehrendeVersion(replica, id) {
    const { version } = replica.tables;
    const row = version.row(id);
    const von = nameOf(replica, version.code('erstelltVon', row));
    return { kind: 'fassung', nummer: version.number('nummer', row), von, zeit: version.text('erstellt', row) };
  },
};
