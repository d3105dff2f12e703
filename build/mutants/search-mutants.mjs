/** Bugs to seed into the search; see list.mjs for the shape. */
export const searchMutants = [
  {
    name: 'search: a short word misses its last term',
    probe: 'explore-search',
    patches: [
      {
        file: 'renderer/replica/search/dictionary.ts',
        find: 'return { from, to: low };',
        put: 'return { from, to: low - 1 };',
      },
    ],
    caughtBy: ['R60'],
  },
  {
    name: 'search: a compound that ends with the word is missed',
    probe: 'explore-search',
    patches: [
      {
        file: 'renderer/replica/search/dictionary.ts',
        find: 'at <= last; at++',
        put: 'at < last; at++',
      },
    ],
    caughtBy: ['R60'],
  },
  {
    name: 'search: swapped letters are two errors',
    probe: 'explore-search',
    patches: [{ file: 'renderer/replica/search/edit-distance.ts', find: 'if (isSwap) cost', put: 'if (false) cost' }],
    caughtBy: ['R60'],
  },
  {
    name: 'search: any order is a phrase',
    probe: 'explore-search',
    patches: [{ file: 'renderer/replica/search/find-phrase.ts', find: 'position + distance)', put: 'position + 1)' }],
    caughtBy: ['R60'],
  },
  {
    name: 'search: nothing is excluded',
    probe: 'explore-search',
    patches: [
      { file: 'renderer/replica/search/segment-scores.ts', find: '{\n    this.#levels[doc] = EXCLUDED;', put: '{' },
    ],
    caughtBy: ['R60'],
  },
  {
    name: 'search: removed documents are found',
    probe: 'explore-search',
    patches: [
      {
        file: 'renderer/replica/search/segment-scores.ts',
        find: 'for (const doc of segment.place.deleted) this.#levels[doc] = EXCLUDED;',
        put: '',
      },
    ],
    caughtBy: ['R60'],
  },
  {
    name: 'search: one word of several is enough',
    probe: 'explore-search',
    patches: [
      {
        file: 'renderer/replica/search/segment-scores.ts',
        find: 'if (level !== this.#level && level !== this.#level - 1) return;',
        put: 'if (level === EXCLUDED) return;',
      },
    ],
    caughtBy: ['R60'],
  },
  {
    name: 'search: a title counts like the text',
    probe: 'explore-search',
    patches: [{ file: 'renderer/replica/search/postings.ts', find: 'this.weight = weightOf(counts);', put: '' }],
    caughtBy: ['R78'],
  },
  {
    name: 'search: a place is where the word last stands',
    probe: 'explore-search',
    patches: [{ file: 'renderer/replica/search/place-hits.ts', find: 'positions.find(', put: 'positions.findLast(' }],
    caughtBy: ['R78'],
  },
  {
    name: 'search: a merge mixes up documents',
    probe: 'explore-search',
    patches: [{ file: 'renderer/replica/search/merge-segments.ts', find: '(isDeleted ? -1 : next++)', put: 'next++' }],
    caughtBy: ['R60'],
  },
  {
    name: 'search: old rows go before the new state',
    probe: 'explore-search',
    patches: [
      {
        file: 'renderer/replica/search/search-rows.ts',
        find: "await table.db.transaction('rw', table, async () => {\n    await table.bulkDelete([...remove]);",
        put: "await table.bulkDelete([...remove]);\n  await table.db.transaction('rw', table, async () => {",
      },
    ],
    caughtBy: ['R61'],
  },
  {
    name: 'search: a row may stand in for another',
    probe: 'explore-search',
    patches: [{ file: 'renderer/replica/search/search-rows.ts', find: "['search', id, g]", put: "['search', g]" }],
    caughtBy: ['R62'],
  },
  {
    name: 'search: a revoke only hides',
    probe: 'explore-search',
    patches: [
      {
        file: 'renderer/replica/search/segment.ts',
        find: 'isRevoked: isRevoked || segment.place.isRevoked',
        put: 'isRevoked: false',
      },
    ],
    caughtBy: ['R63'],
  },
];
