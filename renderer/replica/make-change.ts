import { type Change, OPERATION_SCHEMA } from '../../shared/change.ts';
import type { Replica } from './replica.ts';

/** What a verb adds to who and when. */
export type ChangeParts = Pick<Change, 'akte' | 'intent' | 'ent' | 'set'> & Partial<Pick<Change, 'base' | 'need'>>;

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

/** The revisions that the fields of `set` have now: what a person sees who decides now. */
export function presentBase(feldrev: Readonly<Record<string, number>>, set: Change['set']): Record<string, number> {
  return Object.fromEntries(Object.keys(set).map((feld) => [feld, feldrev[feld] ?? 0]));
}
