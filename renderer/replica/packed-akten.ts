import type { Mitnahme, PackedAkten } from '../../shared/mitnahme.ts';
import { memo } from './memo.ts';
import { nameOf } from './personen.ts';
import type { Replica } from './replica.ts';

/** The Akten of which something is taken along on this device, each since the first of it. */
export function packedAkten({ packList, tables, identity }: Replica): PackedAkten {
  const since = new Map<string, string>();
  const add = (akte: string | null, seit: string) => {
    if (akte !== null && (since.get(akte) ?? '~') > seit) since.set(akte, seit);
  };
  const { akte, vorgang } = tables;
  for (const { art, id, since: seit } of packList.scopes) {
    if (art === 'akte' && akte.row(id) >= 0) add(id, seit);
    if (art === 'vorgang') add(vorgang.row(id) >= 0 ? vorgang.akte(vorgang.row(id)) : null, seit);
    if (art !== 'vorrat') continue;
    for (let row = 0; row < vorgang.rowCount; row++)
      if (
        vorgang.isLive(row) &&
        vorgang.code('bearbeitung', row) === identity.person &&
        vorgang.code('status', row) !== 'zdA'
      )
        add(vorgang.akte(row), seit);
  }
  return [...since].map(([id, seit]) => ({ akte: id, seit: new Date(seit).toISOString() }));
}

/** Who has which Akte on another device, oldest first; by Akte. */
export function createMitnahmen(replica: Replica): (akte: string) => readonly Mitnahme[] {
  const { mitnahme, person } = replica.tables;
  const all = memo(
    () => [mitnahme.changes, person.changes],
    () => {
      const found = new Map<string, Mitnahme[]>();
      for (let row = 0; row < mitnahme.rowCount; row++) {
        const isOwn = mitnahme.code('geraet', row) === replica.identity.device;
        if (!mitnahme.isLive(row) || isOwn || mitnahme.code('bis', row) !== null) continue;
        const akte = mitnahme.akte(row) ?? '';
        const one = { von: nameOf(replica, mitnahme.code('person', row)), seit: mitnahme.code('seit', row) ?? '' };
        found.set(
          akte,
          [...(found.get(akte) ?? []), one].sort((a, b) => (a.seit < b.seit ? -1 : 1)),
        );
      }
      return found;
    },
  );
  return (akte) => all().get(akte) ?? [];
}
