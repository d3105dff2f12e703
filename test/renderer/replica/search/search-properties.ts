import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import fc from 'fast-check';
import type { ReplicaDatabase } from '../../../../renderer/replica/database.ts';
import { createSealer } from '../../../../renderer/replica/seal.ts';
import { termsOf } from '../../../../renderer/replica/search/analyse.ts';
import { BlockReader } from '../../../../renderer/replica/search/block-reader.ts';
import { openSearchState, STATE_ROW } from '../../../../renderer/replica/search/search-state.ts';
import type { SearchDocument, SearchIndex } from '../../../../renderer/replica/search/search-types.ts';
import { loadSegment, type Segment } from '../../../../renderer/replica/search/segment.ts';
import { isStopWord } from '../../../../renderer/replica/search/stop-words.ts';
import { emptyDisk, replicaKey } from '../replica-on-disk.ts';
import { naiveRanking } from './naive-ranking.ts';
import { type NaiveClause, naiveSearch, typed } from './naive-search.ts';
import { document, openSearch } from './search-on-disk.ts';
import { foresee, play, query, type Step, step } from './search-steps.ts';

/** A question about what one of the documents has, more or less as it stands there. */
const about = fc.record({
  kind: fc.constantFrom('phrase' as const, 'turned' as const, 'short' as const, 'swap' as const),
  pick: fc.nat(1_000),
  at: fc.nat(1_000),
});

/** The rules that hold whatever happens; `npm run test:mutants` seeds bugs that each must break one of them. */
export const searchProperties = {
  R60: () =>
    fc.asyncProperty(
      fc.array(step, { maxLength: 8 }),
      fc.array(query, { minLength: 3, maxLength: 6 }),
      fc.array(about, { minLength: 6, maxLength: 12 }),
      findsLikeReading,
    ),
  R61: () =>
    fc.asyncProperty(
      fc.array(fc.record({ each: step, dieAt: fc.nat(14) }), { maxLength: 8 }),
      fc.array(query, { minLength: 3, maxLength: 3 }),
      survivesKills,
    ),
  R62: () => fc.asyncProperty(harm, noticesHarm),
  R63: () => fc.asyncProperty(fc.array(step, { maxLength: 8 }), revokes),
  R78: () =>
    fc.asyncProperty(
      fc.array(fc.array(document, { maxLength: 9 }), { minLength: 1, maxLength: 6 }),
      fc.array(query, { minLength: 4, maxLength: 8 }),
      ranksLikeReading,
    ),
} as const;

type Clauses = readonly NaiveClause[];
type About = typeof about extends fc.Arbitrary<infer A> ? A : never;

async function findsLikeReading(
  steps: readonly Step[],
  queries: readonly Clauses[],
  abouts: readonly About[],
): Promise<void> {
  const disk = emptyDisk();
  let { index, database } = await openSearch(disk);
  let model = new Map<string, SearchDocument>();
  for (const each of steps) {
    if (each.kind === 'restart') {
      database.close();
      ({ index, database } = await openSearch(disk));
    }
    await play(index, each);
    model = foresee(model, each);
    strictEqual(stampsOf(index), stampsOfModel(model));
    for (const clauses of queries.slice(0, 2)) {
      deepStrictEqual((await foundBy(index, clauses, 'never')).ids, naiveSearch(model.values(), clauses));
    }
  }
  for (const clauses of [...queries, ...abouts.flatMap((one) => ask(model, one))]) {
    const asTyped = naiveSearch(model.values(), clauses);
    const similar = naiveSearch(model.values(), clauses, true);
    deepStrictEqual((await foundBy(index, clauses, 'never')).ids, asTyped);
    deepStrictEqual((await foundBy(index, clauses, 'always')).ids, similar);
    const isSimilar = asTyped.length === 0 && similar.length > 0;
    deepStrictEqual(await foundBy(index, clauses, 'fallback'), { ids: isSimilar ? similar : asTyped, isSimilar });
  }
  database.close();
}

async function ranksLikeReading(
  batches: readonly (readonly SearchDocument[])[],
  queries: readonly Clauses[],
): Promise<void> {
  const { index, database } = await openSearch(emptyDisk());
  const all: SearchDocument[] = [];
  for (const batch of batches) {
    // Each its own: what was replaced counts in how rare a word is until it is merged away.
    const documents = batch.map((one, i) => ({ ...one, id: `version:${all.length + i}` }));
    await index.put(documents);
    all.push(...documents);
  }
  for (const clauses of queries) {
    for (const typos of ['never', 'always'] as const) {
      const { hits } = await index.search(typed(clauses), { limit: 1_000, typos });
      deepStrictEqual(hits, naiveRanking(all, clauses, typos === 'always'));
    }
  }
  database.close();
}

function ask(model: ReadonlyMap<string, SearchDocument>, { kind, pick, at }: About): Clauses[] {
  const document = [...model.values()][pick % Math.max(1, model.size)];
  const words = document?.body.flatMap(({ text }) => termsOf(text)).filter((word) => !isStopWord(word)) ?? [];
  const some = words.slice(at % Math.max(1, words.length)).slice(0, 3);
  const [first = ''] = some;
  const clause = (kind: NaiveClause['kind'], text: string) => [[{ kind, text, isUnwanted: false }]];
  if (kind === 'short') return /^[a-z]{5,}$/.test(first) ? clause('word', first.slice(0, 2 + (pick % 4))) : [];
  if (kind === 'swap') {
    const i = pick % Math.max(1, first.length - 1);
    const swapped = first.slice(0, i) + first.charAt(i + 1) + first.charAt(i) + first.slice(i + 2);
    return /^[a-z]{5,}$/.test(swapped) && termsOf(swapped)[0] === swapped ? clause('word', swapped) : [];
  }
  if (some.length < 3) return [];
  return clause('phrase', (kind === 'phrase' ? some : [some[0], some[2], some[1]]).join(' '));
}

async function survivesKills(
  steps: readonly { readonly each: Step; readonly dieAt: number }[],
  queries: readonly Clauses[],
): Promise<void> {
  const disk = emptyDisk();
  let model = new Map<string, SearchDocument>();
  for (const { each, dieAt } of steps) {
    const life = { left: Number.POSITIVE_INFINITY };
    const { index, database } = await openSearch(disk, life);
    life.left = dieAt;
    const after = foresee(model, each);
    const isDead = await play(index, each).then(
      () => false,
      () => true,
    );
    database.close();
    const opened = await openSearch(disk);
    const stamps = stampsOf(opened.index);
    ok(
      stamps === stampsOfModel(after) || (isDead && stamps === stampsOfModel(model)),
      `neither before nor after: ${stamps}`,
    );
    if (stamps === stampsOfModel(after)) model = after;
    for (const clauses of queries) {
      deepStrictEqual((await foundBy(opened.index, clauses, 'never')).ids, naiveSearch(model.values(), clauses));
    }
    opened.database.close();
  }
}

const row = fc.nat(1_000);
const harm = fc.oneof(
  fc.record({ kind: fc.constantFrom('flip' as const, 'cut' as const), row, at: fc.nat(50_000) }),
  fc.record({ kind: fc.constantFrom('lose' as const, 'double' as const, 'older' as const), row, at: row }),
  fc.record({ kind: fc.constant('swap' as const), row, at: row }),
);

async function noticesHarm(how: typeof harm extends fc.Arbitrary<infer H> ? H : never): Promise<void> {
  const disk = emptyDisk();
  const documents = Array.from({ length: 120 }, (_, i) => numbered(i));
  const first = await openSearch(disk);
  await first.index.put(documents.slice(0, 80));
  const older = await first.database.search.toArray();
  await first.index.put(documents.slice(60));
  const table = first.database.search;
  const good = await table.toArray();
  const rows = how.kind === 'older' ? older : good;
  const one = rows[how.row % rows.length]!;
  const b = one.b.slice();
  b[how.at % b.length]! ^= 1 << (how.at % 8);
  if (how.kind === 'flip') await table.put({ ...one, b });
  if (how.kind === 'cut') await table.put({ ...one, b: one.b.slice(0, how.at % one.b.length) });
  if (how.kind === 'lose') await table.delete(one.id);
  if (how.kind === 'double') await table.put({ ...one, id: 100_000 });
  if (how.kind === 'swap') await table.put({ ...one, id: good[how.at % good.length]!.id });
  if (how.kind === 'older') await table.put(one);
  first.database.close();
  const { index, database } = await openSearch(disk);
  const all = await index.search('wort');
  const single = await index.search('"zahl 17"');
  // What no search reads is not noticed yet, and then everything is right: the first of the two needs no positions.
  const isWhole = all.total === 120 && single.total === 1 && single.hits[0]?.id === 'version:17';
  const isRight = all.total === 120 && all.hits.every(({ place }) => place.page === 0);
  ok(
    isWhole || ((isRight || all.total === 0) && single.total === 0 && index.size().documents === 0),
    JSON.stringify([all.total, single]),
  );
  if (!isWhole) await index.put(documents);
  strictEqual((await index.search('wort')).total, 120);
  database.close();
}

async function revokes(steps: readonly Step[]): Promise<void> {
  const { index, database } = await openSearch(emptyDisk());
  let model = new Map<string, SearchDocument>();
  const last: Step = { kind: 'revoke', akte: 'a1' };
  for (const each of [...steps, last]) {
    await play(index, each);
    model = foresee(model, each);
    if (each.kind !== 'revoke') continue;
    const segments = await segmentsOnDisk(database);
    ok(!segments.some(({ docs }) => docs.aktes.includes(each.akte)), 'a document of the Akte is left');
    const left = await wordsOnDisk(database);
    deepStrictEqual(left, wordsOf(model.values()), 'postings or positions are left, or missing');
  }
  database.close();
}

const foundBy = async (index: SearchIndex, clauses: Clauses, typos: 'never' | 'always' | 'fallback') => {
  const { hits, total, state, isSimilar } = await index.search(typed(clauses), { limit: 1_000, typos });
  strictEqual(state, 'complete');
  strictEqual(total, hits.length);
  return { ids: hits.map(({ id }) => id).sort(), isSimilar };
};

/** A document that has a word of its own and one of all. */
export function numbered(i: number): SearchDocument {
  const body = [{ text: `Wort zahl ${i} ${'x'.repeat(i % 60)}`, isScan: false }];
  return { id: `version:${i}`, akte: `a${i % 5}`, stamp: i, title: '', aktenzeichen: '', people: '', body };
}

const stampsOf = (index: SearchIndex) => JSON.stringify([...index.ids()].sort().map((id) => [id, index.stampOf(id)]));
const stampsOfModel = (model: ReadonlyMap<string, SearchDocument>) =>
  JSON.stringify([...model.values()].map(({ id, stamp }) => [id, stamp] as const).sort(([a], [b]) => (a < b ? -1 : 1)));

/** All terms of the segments, opened with the key. */
export async function termsOnDisk(database: ReplicaDatabase): Promise<string> {
  const segments = await segmentsOnDisk(database);
  return segments.flatMap(({ terms }) => Array.from(terms.counts, (_, i) => terms.term(i))).join(' ');
}

/** Every occurrence that the rows hold, opened with the key, ascending: `id term place`, place `-` for a stop word. */
async function wordsOnDisk(database: ReplicaDatabase): Promise<string[]> {
  const sealer = await createSealer(replicaKey());
  const state = await openSearchState(sealer, await database.search.get(STATE_ROW));
  const words: string[] = [];
  for (const segment of await segmentsOnDisk(database)) {
    const blocks = await new BlockReader(database.search, sealer).loadAll(state?.g ?? 0, segment);
    for (let index = 0; index < segment.terms.size; index++) {
      const reader = blocks.occurrences(index);
      while (reader.next()) {
        if (segment.deleted[reader.doc]) continue;
        const places = reader.frequency === 0 ? ['-'] : reader.positions.subarray(0, reader.frequency);
        for (const place of places) words.push(`${segment.docs.ids[reader.doc]} ${segment.terms.term(index)} ${place}`);
      }
    }
  }
  return words.sort();
}

/** The same of documents: a word of form takes no place, one lies between two fields. */
function wordsOf(documents: Iterable<SearchDocument>): string[] {
  const words = new Set<string>();
  for (const { id, title, aktenzeichen, people, body } of documents) {
    let place = 0;
    for (const field of [[title], [aktenzeichen], [people], body.map(({ text }) => text)]) {
      for (const term of field.flatMap(termsOf)) words.add(`${id} ${term} ${isStopWord(term) ? '-' : place++}`);
      place++;
    }
  }
  return [...words].sort();
}

async function segmentsOnDisk(database: ReplicaDatabase): Promise<Segment[]> {
  const sealer = await createSealer(replicaKey());
  const state = await openSearchState(sealer, await database.search.get(STATE_ROW));
  const places = state?.segments ?? [];
  return Promise.all(places.map((place) => loadSegment(database.search, sealer, { g: state?.g ?? 0, place })));
}
