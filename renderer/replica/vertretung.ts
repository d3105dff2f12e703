import type { Replica } from './replica.ts';

/** Ids of the persons whom the present person stands in for, by the role data of the authority. */
export function vertreteneOf({ tables: { person }, identity }: Replica): readonly string[] {
  return person.text('vertritt', person.row(identity.person)).split('\n').filter(Boolean);
}
