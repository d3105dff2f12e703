/** Bugs to seed into journal, exchange and server; see list.mjs for the shape. */
export const syncMutants = [
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
    name: 'own list changes show once more after the pull',
    probe: 'explore-traces',
    patches: [
      {
        file: 'renderer/replica/outbox-state.ts',
        find: "return state.kind === 'waiting' || state.kind === 'acknowledged';",
        put: "return state.kind !== 'rejected' && state.kind !== 'closed';",
      },
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
    caughtBy: ['I9', 'I5'],
  },
  {
    name: 'push skips the first waiting operation',
    probe: 'explore-traces',
    patches: [
      {
        file: 'renderer/sync/plan-push.ts',
        find: 'const from = Math.min(firstWaiting,',
        put: 'const from = 1 + Math.min(firstWaiting,',
      },
    ],
    caughtBy: ['I9'],
  },
  {
    name: 'nothing is ever pushed',
    probe: 'explore-traces',
    patches: [{ file: 'renderer/sync/plan-push.ts', find: 'if (from > highest) return', put: 'return' }],
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
  {
    name: 'half a frame stays when the disk is full',
    probe: 'explore-crashes',
    patches: [
      {
        file: 'electron/journal/frame-file.ts',
        find: `    try {
      await handle.truncate(end);`,
        put: `    end = end + 1;
    try {`,
      },
    ],
    caughtBy: ['I8'],
  },
  {
    name: 'Konflikte are not kept',
    probe: 'explore-traces',
    patches: [
      {
        file: 'renderer/sync/changes-of-rows.ts',
        find: "if (row.k !== 'put') continue;",
        put: "if (row.k !== 'put' || row.d.art === 'konflikt') continue;",
      },
    ],
    caughtBy: ['I1'],
  },
  {
    name: 'an older row wins',
    probe: 'explore-traces',
    patches: [
      {
        file: 'renderer/sync/changes-of-rows.ts',
        find: 'if (held !== null &&',
        put: 'if (held === -1 &&',
      },
    ],
    caughtBy: ['I5'],
  },
  {
    name: 'withdrawn records stay',
    probe: 'explore-traces',
    patches: [
      {
        file: 'renderer/sync/changes-of-rows.ts',
        find: 'changes.push({ art: row.art, id: row.id, record: null });',
        put: '',
      },
    ],
    caughtBy: ['I6'],
  },
  {
    name: 'history in order of arrival',
    probe: 'explore-traces',
    patches: [
      {
        file: 'renderer/replica/compare-verlauf.ts',
        find: 'return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;',
        put: 'return 0;',
      },
    ],
    caughtBy: ['I7'],
  },
  {
    name: 'an act binds to any bytes',
    probe: 'explore-traces',
    patches: [
      { file: 'server/sync/is-bound.ts', find: 'return akte !== null && holders.includes(akte);', put: 'return true;' },
    ],
    caughtBy: ['I10'],
  },
  {
    name: 'repeated rows count once more',
    probe: 'explore-traces',
    patches: [
      {
        file: 'renderer/sync/accept-row.ts',
        find: "if (row.s <= cursor) return { kind: 'duplicate' };",
        put: "if (row.s <= cursor) return { kind: 'apply', cursor: row.s };",
      },
    ],
    caughtBy: ['I11'],
  },
  {
    name: 'merged lists in random order',
    probe: 'explore-traces',
    patches: [
      {
        file: 'shared/merge.ts',
        find: 'result[feld] = [...present, ...elements.filter((element) => !present.includes(element))];',
        put: `result[feld] = [...present, ...elements.filter((element) => !present.includes(element))].sort(
          () => Math.random() - 0.5,
        );`,
      },
    ],
    caughtBy: ['I12'],
  },
  {
    name: 'a restored server gives revisions out again',
    probe: 'explore-traces',
    patches: [
      { file: 'server/admin/rev-after-restore.ts', find: 'return Math.max(last, now.getTime());', put: 'return last;' },
    ],
    caughtBy: ['I2'],
  },
  {
    name: 'a restored server is not asked again',
    probe: 'explore-traces',
    patches: [
      {
        file: 'renderer/sync/plan-push.ts',
        find: 'askAgainFrom ?? Number.POSITIVE_INFINITY',
        put: 'Number.POSITIVE_INFINITY',
      },
    ],
    caughtBy: ['I2'],
  },
];
