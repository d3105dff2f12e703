import fc from 'fast-check';

/** How many devices a trace has, each of another person. Person 2 may not see Akte B at first. */
export const deviceCount = 3;
/** Vorgaenge that exist from the start; V1 and V2 in Akte A, V3 in Akte B. */
export const vorgaenge = ['V1', 'V2', 'V3'] as const;

/** What may happen to one exchange with the server. */
export const faults = [
  'none',
  'drop-request',
  'drop-response',
  'truncate-response',
  'duplicate-request',
  'delay-request',
  'delay-response',
  'reorder-response',
  'crash-before-response',
] as const;
export type Fault = (typeof faults)[number];

/** One step of a trace. `cut` is where a torn write ends, as a share of what was not yet synced. */
export type Action =
  | {
      readonly do: 'edit';
      readonly device: number;
      readonly vorgang: number;
      readonly feld: Feld;
      readonly wert: number;
    }
  | {
      readonly do: 'list';
      readonly device: number;
      readonly vorgang: number;
      readonly add: number;
      readonly remove: number;
    }
  | { readonly do: 'create'; readonly device: number; readonly akte: number }
  | { readonly do: 'vermerk'; readonly device: number; readonly vorgang: number }
  | { readonly do: 'invalid'; readonly device: number; readonly vorgang: number }
  | { readonly do: 'close'; readonly device: number; readonly vorgang: number }
  | {
      readonly do: 'push';
      readonly device: number;
      readonly limit: number;
      readonly fault: Fault;
      readonly keep: number;
    }
  | {
      readonly do: 'pull';
      readonly device: number;
      readonly limit: number;
      readonly fault: Fault;
      readonly keep: number;
    }
  | { readonly do: 'crash'; readonly device: number; readonly cut: number }
  | { readonly do: 'crash-in-append'; readonly device: number; readonly vorgang: number; readonly cut: number }
  | { readonly do: 'deliver'; readonly which: number }
  | { readonly do: 'sequence'; readonly rows: number }
  | { readonly do: 'server-rollback' }
  | { readonly do: 'server-backup' }
  /** The last backup is put back, with a new epoch. */
  | { readonly do: 'server-restore' }
  /** A right to an Akte is given or taken; person 0 always sees everything. */
  | { readonly do: 'rights'; readonly person: number; readonly akte: number }
  | { readonly do: 'version'; readonly device: number; readonly vorgang: number }
  /** The Vorgang goes to the other Akte, with all that was written about it. */
  | { readonly do: 'move'; readonly device: number; readonly vorgang: number }
  | { readonly do: 'frist'; readonly device: number; readonly vorgang: number }
  /** The newest Frist of the Vorgang is said to be kept; somebody else may have said so meanwhile. */
  | { readonly do: 'settle'; readonly device: number; readonly vorgang: number }
  /** A legal act on the newest Version of the Vorgang, or on one that nobody has. */
  | { readonly do: 'sign'; readonly device: number; readonly vorgang: number; readonly known: boolean }
  | { readonly do: 'clock'; readonly device: number; readonly jumpMs: number };

/** Fields that two people fight for. */
export type Feld = 'titel' | 'bemerkung';

const device = fc.nat(deviceCount - 1);
const vorgang = fc.nat(vorgaenge.length - 1);
const feld = fc.constantFrom<Feld>('titel', 'bemerkung');
const fault = fc.oneof(
  { arbitrary: fc.constant<Fault>('none'), weight: 4 },
  { arbitrary: fc.constantFrom<Fault>(...faults), weight: 8 },
);
const exchange = { device, limit: fc.integer({ min: 1, max: 6 }), fault, keep: fc.nat(4) };
const cut = fc.double({ min: 0, max: 1, noNaN: true });
const is = <T extends string>(name: T) => fc.constant(name);

const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ do: is('edit'), device, vorgang, feld, wert: fc.nat(3) }) },
  { weight: 2, arbitrary: fc.record({ do: is('list'), device, vorgang, add: fc.nat(4), remove: fc.nat(4) }) },
  { weight: 1, arbitrary: fc.record({ do: is('create'), device, akte: fc.nat(1) }) },
  { weight: 2, arbitrary: fc.record({ do: is('vermerk'), device, vorgang }) },
  { weight: 1, arbitrary: fc.record({ do: is('invalid'), device, vorgang }) },
  { weight: 1, arbitrary: fc.record({ do: is('close'), device, vorgang }) },
  { weight: 8, arbitrary: fc.record({ do: is('push'), ...exchange }) },
  { weight: 8, arbitrary: fc.record({ do: is('pull'), ...exchange }) },
  { weight: 2, arbitrary: fc.record({ do: is('crash'), device, cut }) },
  { weight: 1, arbitrary: fc.record({ do: is('crash-in-append'), device, vorgang, cut }) },
  { weight: 3, arbitrary: fc.record({ do: is('deliver'), which: fc.nat(7) }) },
  { weight: 6, arbitrary: fc.record({ do: is('sequence'), rows: fc.integer({ min: 1, max: 6 }) }) },
  { weight: 1, arbitrary: fc.record({ do: is('server-rollback') }) },
  { weight: 1, arbitrary: fc.record({ do: is('server-backup') }) },
  { weight: 1, arbitrary: fc.record({ do: is('server-restore') }) },
  { weight: 2, arbitrary: fc.record({ do: is('rights'), person: fc.integer({ min: 1, max: 2 }), akte: fc.nat(1) }) },
  { weight: 2, arbitrary: fc.record({ do: is('version'), device, vorgang }) },
  { weight: 2, arbitrary: fc.record({ do: is('move'), device, vorgang }) },
  { weight: 1, arbitrary: fc.record({ do: is('frist'), device, vorgang }) },
  { weight: 2, arbitrary: fc.record({ do: is('settle'), device, vorgang }) },
  { weight: 2, arbitrary: fc.record({ do: is('sign'), device, vorgang, known: fc.boolean() }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: is('clock'), device, jumpMs: fc.constantFrom(-86_400_000, -600_000, 1, 600_000) }),
  },
);

/** A story of up to 70 steps of several devices, one server and a bad network. */
export const trace: fc.Arbitrary<Action[]> = fc.array(action, { minLength: 10, maxLength: 70, size: 'max' });
