import fc from 'fast-check';
import { openDatabase, type ReplicaDatabase } from '../../../../renderer/replica/database.ts';
import { createSealer } from '../../../../renderer/replica/seal.ts';
import { openSearchIndex } from '../../../../renderer/replica/search/search-index.ts';
import type { SearchDocument, SearchIndex } from '../../../../renderer/replica/search/search-types.ts';
import { type Disk, engineOf, replicaKey } from '../replica-on-disk.ts';

/** An opened index and the database it lies in. */
export interface OpenedSearch {
  readonly index: SearchIndex;
  readonly database: ReplicaDatabase;
  /** How often damage was met in use. */
  readonly damages: () => number;
}

/** Opens the index of a disk; `life.left` = uses of its table until the program is dead. */
export async function openSearch(disk: Disk, life = { left: Number.POSITIVE_INFINITY }) {
  const database = await openDatabase('aktentasche', engineOf(disk));
  let damages = 0;
  const index = await openSearchIndex({
    table: dyingTable(database.search, life),
    sealer: await createSealer(replicaKey()),
    onDamage: () => damages++,
    breathe: async () => undefined,
  });
  return { index, database, damages: () => damages } satisfies OpenedSearch;
}

/** A program that is killed between two uses of the database; what was begun in a transaction is undone. */
function dyingTable(table: ReplicaDatabase['search'], life: { left: number }): ReplicaDatabase['search'] {
  return new Proxy(table, {
    get(target, name) {
      const value = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return (...words: unknown[]) => {
        if (life.left-- <= 0) throw new Error('killed');
        return value.apply(target, words);
      };
    },
  });
}

const heads = ['Bau', 'Umwelt', 'Straßen', 'Gebühren', 'Widerspruchs', 'Müll', 'Denkmal'];
const tails = ['gutachten', 'bescheid', 'antrag', 'prüfung', 'amt', 'frist', 'plan'];
const others = [
  'Müller',
  'Mueller',
  'Muller',
  'der',
  'die',
  'und',
  'auf',
  'nicht',
  'neue',
  'neu',
  '63.04.900/2026-1',
  '63.04.901/2026-1',
];

/** Words as they stand in documents; compounds and simple ones. */
export const word = fc.oneof(
  fc.tuple(fc.constantFrom(...heads), fc.constantFrom(...tails)).map(([head, tail]) => head + tail),
  fc.constantFrom(...tails.map((tail) => tail.charAt(0).toUpperCase() + tail.slice(1))),
  fc.constantFrom(...others, '14.03.2026', '2026-03-14', 'E-Mail', '§', '12', '1.234,56'),
);
const words = (maxLength: number) => fc.array(word, { maxLength }).map((all) => all.join(' '));

/** A document with one of few ids and Akten. */
export const document: fc.Arbitrary<SearchDocument> = fc.record({
  id: fc.nat(60).map((number) => `version:${number}`),
  akte: fc.constantFrom('a1', 'a2', 'a3', null),
  stamp: fc.nat(1_000_000),
  title: words(3),
  aktenzeichen: fc.constantFrom('', '63.04.900/2026-1', '51.10/7'),
  people: words(2),
  body: fc.array(fc.record({ text: words(12), isScan: fc.boolean() }), { maxLength: 2 }),
});
