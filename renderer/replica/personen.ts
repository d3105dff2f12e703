import type { SeeingPerson } from '../../shared/sees-akte.ts';
import type { Name } from '../replica-api/person-name.ts';
import type { Replica } from './replica.ts';
import { vertreteneOf } from './vertretung.ts';

/** Name of a person or Einheit for display; the id itself while the record is not here, empty for null. */
export function nameOf(replica: Replica, id: string | null): string {
  if (id === null) return '';
  const { person, einheit } = replica.tables;
  const row = person.row(id);
  if (row >= 0) return person.text('name', row);
  const unit = einheit.row(id);
  return unit >= 0 ? einheit.text('name', unit) : id;
}

/** Names of the given persons and Einheiten, and of the person's colleagues, by id. */
export function namesFor(replica: Replica, ids: Iterable<string>): Record<string, string> {
  const names: Record<string, string> = {};
  for (const id of ids) names[id] = nameOf(replica, id);
  const { person } = replica.tables;
  person.ids.forEach((id, row) => {
    if (id && person.code('einheit', row) === replica.identity.einheit) names[id] = person.text('name', row);
  });
  return names;
}

/** Whether the present person is, belongs to, or stands in for the Federfuehrung (an Einheit or a person). */
export function actsFor(replica: Replica, federfuehrung: string | null): boolean {
  if (federfuehrung === null) return false;
  const { person } = replica.tables;
  return [replica.identity.person, ...vertreteneOf(replica)].some(
    (id) =>
      id === federfuehrung || (person.code('einheit', person.row(id)) ?? replica.identity.einheit) === federfuehrung,
  );
}

/** The present person as the rule of sight sees her (S20). */
export function seeingPerson(replica: Replica): SeeingPerson {
  const { person } = replica.tables;
  const vertritt = vertreteneOf(replica).flatMap((id) => {
    const einheit = person.code('einheit', person.row(id));
    return einheit === null ? [] : [{ id, einheit }];
  });
  const { person: id, einheit } = replica.identity;
  return { id, einheit: person.code('einheit', person.row(id)) ?? einheit, vertritt };
}

/** Those who belong to the Einheit of the present person, she too, by name. */
export function colleaguesOf({ tables: { person }, identity }: Replica): readonly Name[] {
  const found = person.ids.flatMap((id, row) =>
    id !== null && person.code('einheit', row) === identity.einheit ? [{ id, name: person.text('name', row) }] : [],
  );
  return found.sort((a, b) => a.name.localeCompare(b.name, 'de'));
}
