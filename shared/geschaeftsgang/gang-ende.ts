import type { GangStand } from './gang-stand.ts';
import type { Zeichnung } from './gang-types.ts';

/**
 * The act with which a round came to its end for the draft as it is now: a refusal, otherwise the last one when no step is open any more
 * (V17). Null while somebody is asked, nobody signed, or the draft was changed meanwhile.
 */
export function gangEnde({ schritte, isUnclassed }: GangStand): Zeichnung | null {
  if (isUnclassed) return null;
  const acts = schritte.filter(({ status }) => status === '003').flatMap(({ zeichnung }) => zeichnung ?? []);
  const refused = last(acts.filter(({ entscheidung }) => entscheidung === 'abgelehnt'));
  const isOpen = schritte.some(({ status }) => status === '001' || status === '002');
  return refused ?? (isOpen ? null : last(acts));
}

/** The same one on every device. */
function last(acts: readonly Zeichnung[]): Zeichnung | null {
  const key = ({ zeit, id }: Zeichnung) => `${zeit} ${id}`;
  return acts.toSorted((a, b) => (key(a) < key(b) ? -1 : 1)).at(-1) ?? null;
}
