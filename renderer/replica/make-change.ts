import type { Datensatz } from '../../shared/akte.ts';
import { type Change, OPERATION_SCHEMA } from '../../shared/change.ts';
import type { Replica } from './replica.ts';

/** What a verb adds to who and when. */
export type ChangeParts = Pick<Change, 'akte' | 'intent' | 'ent' | 'set'> &
  Partial<Pick<Change, 'base' | 'need' | 'add' | 'remove'>>;

/** A change of the present person, now. `base` defaults to 0 for every field: the record is new. */
export function makeChange(replica: Replica, parts: ChangeParts): Change {
  return {
    v: OPERATION_SCHEMA,
    t: replica.now().toISOString(),
    actor: replica.identity.person,
    base: Object.fromEntries(Object.keys(parts.set).map((feld) => [feld, 0])),
    need: [],
    ...parts,
  };
}

/** The base of `set` for a person who decides now: each field as it stands in the record's present revision. */
export function presentBase({ rev }: Pick<Datensatz, 'rev'>, set: Change['set']): Record<string, number> {
  return Object.fromEntries(Object.keys(set).map((feld) => [feld, rev]));
}
