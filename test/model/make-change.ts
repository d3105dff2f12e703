import type { Datensatz, Feldwert } from '../../shared/akte.ts';
import { type Change, OPERATION_SCHEMA } from '../../shared/change.ts';
import type { Action } from './actions.ts';
import type { ModelDevice } from './model-device.ts';

/** Steps in which a person changes a Vorgang that she sees. */
export type VorgangAction = Extract<Action, { vorgang: number }>;

/** The change that a step makes to the Vorgang as the person sees it. `unique` makes new ids. */
export function vorgangChange(device: ModelDevice, seen: Datensatz, action: VorgangAction, unique: number): Change {
  const { id, akte } = seen;
  switch (action.do) {
    case 'edit':
      return edit(device, seen, { [action.feld]: `${device.id} ${action.wert}` });
    case 'list': {
      const lists = { add: { beteiligte: [`P${action.add}`] }, remove: { beteiligte: [`P${action.remove}`] } };
      return { ...edit(device, seen, { beteiligte: [] }), set: {}, ...lists };
    }
    case 'invalid':
      return edit(device, seen, { unbekannt: 1 });
    case 'close':
      return { ...edit(device, seen, { status: 'zdA' }), intent: 'close-vorgang' };
    case 'crash-in-append':
      return edit(device, seen, { titel: `never saved ${unique}` });
    case 'vermerk': {
      const ent = { art: 'ereignis', id: `e-${device.id}-${unique}` } as const;
      return { ...blank(device, akte), intent: 'add-ereignis', ent, set: vermerk(device, id) };
    }
  }
}

/** The change that creates a Vorgang. */
export function newVorgang(device: ModelDevice, id: string, akte: string): Change {
  const set = { titel: id, status: 'offen', beteiligte: [] };
  return { ...blank(device, akte), intent: 'create-vorgang', ent: { art: 'vorgang', id }, set };
}

function vermerk(device: ModelDevice, bezug: string): Change['set'] {
  const zeit = new Date(device.clockMs).toISOString();
  const von = `p-${device.id}`;
  return { ereignistyp: 'vermerk', bezugArt: 'vorgang', bezug, versionSha: null, text: 'Vermerk', von, zeit };
}

function edit(device: ModelDevice, seen: Datensatz, set: Record<string, Feldwert>): Change {
  const base = Object.fromEntries(Object.keys(set).map((feld) => [feld, seen.rev]));
  return { ...blank(device, seen.akte), ent: { art: 'vorgang', id: seen.id }, base, set };
}

function blank(device: ModelDevice, akte: string | null): Change {
  return {
    v: OPERATION_SCHEMA,
    t: new Date(device.clockMs).toISOString(),
    actor: `p-${device.id}`,
    akte,
    intent: 'edit-vorgang',
    ent: { art: 'vorgang', id: '' },
    base: {},
    set: {},
    need: [],
  };
}
