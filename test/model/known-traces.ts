import type { Action } from './actions.ts';

/** A right comes while two changes of a record wait for their sequence: the copies are newer than the rows behind them (S117). */
const rightBeforeWaitingRows: Action[] = [
  { do: 'edit', device: 0, vorgang: 2, feld: 'bemerkung', wert: 0 },
  { do: 'rights', person: 2, akte: 1 },
  { do: 'edit', device: 0, vorgang: 2, feld: 'titel', wert: 0 },
  { do: 'push', device: 0, limit: 2, fault: 'none', keep: 0 },
  { do: 'sequence', rows: 2 },
  { do: 'pull', device: 2, limit: 1, fault: 'none', keep: 0 },
  { do: 'pull', device: 2, limit: 3, fault: 'none', keep: 0 },
  { do: 'sequence', rows: 1 },
];

/** A server is restored, decides a change anew, and the program ends before the pull that brings it: its records went, so did what they contained. */
const endWhileRebuilding: Action[] = [
  { do: 'close', device: 2, vorgang: 0 },
  { do: 'push', device: 2, limit: 1, fault: 'none', keep: 0 },
  { do: 'sequence', rows: 1 },
  { do: 'pull', device: 2, limit: 1, fault: 'none', keep: 0 },
  { do: 'server-restore' },
  { do: 'push', device: 2, limit: 1, fault: 'none', keep: 0 },
  { do: 'crash', device: 2, cut: 0 },
  { do: 'edit', device: 0, vorgang: 0, feld: 'titel', wert: 0 },
  { do: 'push', device: 0, limit: 1, fault: 'none', keep: 0 },
  { do: 'list', device: 0, vorgang: 0, add: 0, remove: 0 },
  { do: 'push', device: 0, limit: 1, fault: 'none', keep: 0 },
  { do: 'pull', device: 2, limit: 3, fault: 'none', keep: 0 },
  { do: 'pull', device: 0, limit: 1, fault: 'none', keep: 0 },
  { do: 'edit', device: 0, vorgang: 0, feld: 'titel', wert: 0 },
  { do: 'sequence', rows: 1 },
  { do: 'sequence', rows: 1 },
  { do: 'edit', device: 0, vorgang: 0, feld: 'titel', wert: 0 },
];

/** Traces that once broke an invariant; every search plays them first. */
export const knownTraces: readonly Action[][] = [rightBeforeWaitingRows, endWhileRebuilding];
