/**
 * Bugs to seed. `patches` replace a text that must occur exactly once in a file; `caughtBy` lists the invariants of
 * docs/spec/sync.md that may notice it; `probe` is the file in this folder that looks.
 */
export const mutants = [
  {
    name: 'last write wins',
    probe: 'explore-traces',
    patches: [
      { file: 'shared/merge.ts', find: 'if (moved && !own && !sameValue(felder[feld], wert))', put: 'if (false)' },
    ],
    caughtBy: ['I2'],
  },
  {
    name: 'no contiguity check',
    probe: 'explore-traces',
    patches: [{ file: 'renderer/sync/accept-row.ts', find: "if (row.p !== cursor) return { kind: 'gap' };", put: '' }],
    caughtBy: ['I4'],
  },
  {
    name: 'rejected dropped',
    probe: 'explore-traces',
    patches: [
      {
        file: 'renderer/replica/outbox-state.ts',
        find: "result.status === 'rejected' ? { kind: 'rejected', code: result.code }",
        put: "result.status === 'rejected' ? { kind: 'settled' }",
      },
    ],
    caughtBy: ['I2'],
  },
  {
    name: 'no dedup',
    probe: 'explore-traces',
    patches: [
      {
        file: 'server/sync/admit-operation.ts',
        find: "return known.storedH === h ? { kind: 'repeat' } : { kind: 'fork' };",
        put: "return { kind: 'decide' };",
      },
    ],
    caughtBy: ['I3'],
  },
  {
    name: 'own change dropped at acknowledgement',
    probe: 'explore-traces',
    patches: [
      {
        file: 'renderer/replica/outbox-state.ts',
        find: "return state.kind === 'waiting' || state.kind === 'acknowledged';",
        put: "return state.kind === 'waiting';",
      },
    ],
    caughtBy: ['I5'],
  },
  {
    name: 'own change never settled',
    probe: 'explore-traces',
    patches: [
      { file: 'renderer/replica/outbox-state.ts', find: 'state.rev <= pulledRev', put: 'state.rev < pulledRev' },
    ],
    caughtBy: ['I1', 'I5'],
  },
  {
    name: 'rejected blocks the outbox',
    probe: 'explore-traces',
    patches: [
      {
        file: 'renderer/replica/outbox-state.ts',
        find: "entry.state.kind === 'closed' || result.status === 'gap'",
        put: "entry.state.kind === 'closed' || result.status === 'gap' || result.status === 'rejected'",
      },
    ],
    caughtBy: ['I9'],
  },
  {
    name: 'push skips the first waiting operation',
    probe: 'explore-traces',
    patches: [
      {
        file: 'renderer/sync/plan-push.ts',
        find: 'Math.min(firstWaiting, lastN + 1)',
        put: 'Math.min(firstWaiting, lastN + 1) + 1',
      },
    ],
    caughtBy: ['I9'],
  },
  {
    name: 'nothing is ever pushed',
    probe: 'explore-traces',
    patches: [{ file: 'renderer/sync/plan-push.ts', find: 'Math.min(firstWaiting, lastN + 1)', put: 'highest + 1' }],
    caughtBy: ['I9'],
  },
  {
    name: 'list addition replaces the list',
    probe: 'explore-traces',
    patches: [
      {
        file: 'shared/merge.ts',
        find: '[...present, ...elements.filter((element) => !present.includes(element))]',
        put: '[...elements]',
      },
    ],
    caughtBy: ['I2'],
  },
  {
    name: 'journal answers before it is synced',
    probe: 'explore-crashes',
    patches: [{ file: 'electron/journal/frame-file.ts', find: 'await handle.datasync();', put: '' }],
    caughtBy: ['I8'],
  },
  {
    name: 'journal frames overwrite each other',
    probe: 'explore-crashes',
    patches: [{ file: 'electron/journal/frame-file.ts', find: 'end += bytes.length;', put: '' }],
    caughtBy: ['I8'],
  },
];
