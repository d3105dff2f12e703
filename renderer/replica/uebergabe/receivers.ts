import type { Empfaenger } from '../../replica-api/handover-rows.ts';
import { nameOf } from '../personen.ts';
import type { Replica } from '../replica.ts';

/** The public keys of the devices that a person uses now, hexadecimal. */
export function keysOf(replica: Replica, person: string): string[] {
  const { geraeteschluessel: keys } = replica.tables;
  const isInUse = (row: number) => keys.code('person', row) === person && keys.code('bis', row) === null;
  const all = keys.ids.flatMap((id, row) => (id !== null && isInUse(row) ? [keys.text('schluessel', row)] : []));
  // A device that went on as another one has the same key.
  return [...new Set(all)];
}

/** The key that a device signs with, and whose device it is; null for one that nobody told of. */
export function signerOf(replica: Replica, geraet: string): { person: string; publicKey: string } | null {
  const { geraeteschluessel: keys } = replica.tables;
  const row = keys.ids.findIndex((id, at) => id !== null && keys.code('geraet', at) === geraet);
  return row < 0 ? null : { person: keys.code('person', row) ?? '', publicKey: keys.text('pruefschluessel', row) };
}

/**
 * Whom refused work may be given to: the Leitung of every Einheit, or who may write there where nobody has that role; those of
 * the own Einheit first. Who of them may write in the Akte is not known here any more, the server judges it (S104).
 */
export function listReceivers(replica: Replica): Empfaenger[] {
  const { person } = replica.tables;
  const { identity } = replica;
  const all = person.ids.flatMap((id, row) => {
    const rollen = person.text('rollen', row).split('\n');
    const mayWrite = rollen.some((rolle) => rolle !== '' && rolle !== 'lesend' && rolle !== 'siegel');
    if (id === null || id === identity.person || !mayWrite) return [];
    const einheit = person.code('einheit', row) ?? '';
    return [{ id, einheit, name: person.text('name', row), leads: rollen.includes('leitung') }];
  });
  const led = new Set(all.flatMap(({ einheit, leads }) => (leads ? einheit : [])));
  return all
    .filter(({ einheit, leads }) => leads || !led.has(einheit))
    .map(({ id, einheit, name }) => ({ id, name, einheit, hasKey: keysOf(replica, id).length > 0 }))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'de'))
    .toSorted((a, b) => Number(b.einheit === identity.einheit) - Number(a.einheit === identity.einheit))
    .map((one) => ({ ...one, einheit: nameOf(replica, one.einheit) }));
}
