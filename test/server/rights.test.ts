import { expect, test } from 'vitest';
import { type Action, type AkteFacts, decide, type PersonFacts } from '../../server/rights.ts';

const person = (facts: Partial<PersonFacts>): PersonFacts => ({
  id: 'p1',
  einheit: 'e1',
  rollen: ['sachbearbeitung'],
  aktiv: true,
  vertritt: [],
  ...facts,
});
const akte = (facts: Partial<AkteFacts>): AkteFacts => ({
  federfuehrung: 'e1',
  status: 'offen',
  vertraulichkeit: '003',
  bearbeitung: [],
  ...facts,
});

/** How a person may stand to an Akte, and whether she then sees it. */
const relations: Readonly<
  Record<string, { person?: Partial<PersonFacts>; akte?: Partial<AkteFacts>; sees: boolean; leads?: boolean }>
> = {
  'own Einheit': { sees: true, leads: true },
  'other Einheit': { akte: { federfuehrung: 'e2' }, sees: false },
  'has a Vorgang in hand': { akte: { federfuehrung: 'e2', bearbeitung: ['p1'] }, sees: true },
  'stands in for a colleague of that Einheit': {
    person: { vertritt: [{ id: 'p2', einheit: 'e2' }] },
    akte: { federfuehrung: 'e2' },
    sees: true,
    leads: true,
  },
  'stands in for who has it in hand': {
    person: { vertritt: [{ id: 'p2', einheit: 'e3' }] },
    akte: { federfuehrung: 'e2', bearbeitung: ['p2'] },
    sees: true,
  },
  'secret, own Einheit': { akte: { vertraulichkeit: '001' }, sees: false },
  'secret, in hand': { akte: { vertraulichkeit: '001', bearbeitung: ['p1'] }, sees: true, leads: true },
  'no longer active': { person: { aktiv: false }, sees: false },
};
const roles = [
  ['sachbearbeitung'],
  ['leitung'],
  ['registratur'],
  ['lesend'],
  ['lesend', 'sachbearbeitung'],
  ['siegel'],
  ['sachbearbeitung', 'siegel'],
  ['lesend', 'siegel'],
  [],
] as const;
const states = ['offen', 'zdA'] as const;
const actions: readonly Exclude<Action, 'catalogue'>[] = ['read', 'write', 'settle', 'note', 'reopen', 'seal'];

const cells = Object.entries(relations).flatMap(([name, relation]) =>
  roles.flatMap((rollen) =>
    states.flatMap((status) =>
      [false, true].flatMap((closed) => actions.map((action) => ({ name, relation, rollen, status, closed, action }))),
    ),
  ),
);

test(`S20: every one of ${cells.length} combinations of relation, role, status and action is decided as written`, () => {
  for (const { name, relation, rollen, status, closed, action } of cells) {
    const decision = decide({
      person: person({ ...relation.person, rollen }),
      action,
      akte: akte({ ...relation.akte, status }),
      closed,
    });
    expect(`${name} ${rollen} ${status} ${closed} ${action} ${decision}`).toBe(
      `${name} ${rollen} ${status} ${closed} ${action} ${expected({ relation, rollen, status, closed, action })}`,
    );
  }
});

/** The rules of docs/spec/sync.md S20-S24, written a second time as a table. */
function expected({ relation, rollen, status, closed, action }: Omit<(typeof cells)[number], 'name'>): string {
  const writes = rollen.some((rolle) => ['sachbearbeitung', 'leitung', 'registratur'].includes(rolle));
  if (action === 'deliver') return writes && status !== 'zdA' ? 'allowed' : 'no-right';
  if (!relation.sees) return 'no-right';
  if (action === 'read') return 'allowed';
  if (!writes) return 'no-right';
  if (status === 'zdA') return 'akte-closed';
  const table = {
    write: closed ? 'akte-closed' : 'allowed',
    settle: !relation.leads ? 'no-right' : closed ? 'akte-closed' : 'allowed',
    note: 'allowed',
    seal: !(rollen as readonly string[]).includes('siegel') ? 'no-right' : closed ? 'akte-closed' : 'allowed',
    reopen: (rollen as readonly string[]).includes('leitung') ? 'allowed' : 'no-right',
  };
  return table[action];
}

test('S85: who leads the Vorgang decides its Konflikte, also where another Einheit leads the Akte', () => {
  const question = {
    person: person({}),
    action: 'settle',
    akte: akte({ federfuehrung: 'e2', bearbeitung: ['p1'] }),
  } as const;
  expect(decide(question)).toBe('no-right');
  expect(decide({ ...question, leads: ['e1'] })).toBe('allowed');
  expect(decide({ ...question, leads: ['p1'] })).toBe('allowed');
  expect(decide({ ...question, leads: ['e3'] })).toBe('no-right');
});

test('S20: what has no Akte is read by everybody and changed by nobody', () => {
  expect(decide({ person: person({}), action: 'read', akte: null })).toBe('allowed');
  expect(decide({ person: person({ rollen: ['leitung'] }), action: 'write', akte: null })).toBe('no-right');
});

test('S33: the Registratur changes the catalogue of the authority, nobody else does, and no Akte by that right', () => {
  for (const rollen of roles) {
    const wanted = (rollen as readonly string[]).includes('registratur') ? 'allowed' : 'no-right';
    expect(decide({ person: person({ rollen }), action: 'catalogue', akte: null })).toBe(wanted);
    expect(decide({ person: person({ rollen }), action: 'catalogue', akte: akte({}) })).toBe('no-right');
  }
  expect(decide({ person: person({ rollen: ['registratur'], aktiv: false }), action: 'catalogue', akte: null })).toBe(
    'no-right',
  );
});
