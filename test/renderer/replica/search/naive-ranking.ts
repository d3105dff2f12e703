import { termsOf } from '../../../../renderer/replica/search/analyse.ts';
import type { SearchDocument, SearchHit } from '../../../../renderer/replica/search/search-types.ts';
import { isStopWord } from '../../../../renderer/replica/search/stop-words.ts';
import { distance, type NaiveClause, naiveSearch } from './naive-search.ts';

const fieldNames = ['title', 'aktenzeichen', 'people', 'body'] as const;
const fieldWeights = [4, 5, 2.5, 1];
const kindWeights = { exact: 1, prefix: 0.7, infix: 0.5, typo: 0.3 };

/** One occurrence of a word or of the beginning of a phrase. */
interface Spot {
  readonly field: number;
  readonly page: number;
}

/** Hits as the formula of docs/spec/search.md ranks them, from every word of every document; no segment, no list, no position. */
export function naiveRanking(
  documents: readonly SearchDocument[],
  clauses: readonly NaiveClause[],
  withTypos: boolean,
) {
  const read = documents.map(readDocument);
  const lengths = read.map(({ words }) => words.filter(({ term }) => !isStopWord(term)).length + fieldNames.length - 1);
  const averageLength = Math.max(1, lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length));
  const wanted = clauses.filter(({ isUnwanted }) => !isUnwanted).map((clause) => expand(read, clause, withTypos));
  const found = new Set(naiveSearch(documents, clauses, withTypos));
  const hits = documents.flatMap(({ id, akte, body }, i): SearchHit[] => {
    if (!found.has(id)) return [];
    let score = 0;
    let best = { weight: 0, spot: null as Spot | null };
    for (const { rarity, terms } of wanted) {
      for (const { kind, spotsIn } of terms) {
        const spots = spotsIn(read[i]!);
        if (spots === null) continue;
        const weight = rarity * kindWeights[kind];
        const frequency = spots.reduce((sum, { field }) => sum + fieldWeights[field]!, 0) || 1;
        const gain = (frequency * 2.2) / (frequency + 1.2 * (0.25 + 0.75 * (lengths[i]! / averageLength)));
        score = Math.fround(score + weight * gain);
        const [spot] = spots.toSorted((a, b) => fieldWeights[b.field]! - fieldWeights[a.field]!);
        const spotWeight = spot ? Math.fround(weight * fieldWeights[spot.field]!) : 0;
        if (spot && spotWeight > best.weight) best = { weight: spotWeight, spot };
      }
    }
    const { field = 3, page = -1 } = best.spot ?? {};
    return [{ id, akte, score, place: { field: fieldNames[field]!, page, isScan: body[page]?.isScan ?? false } }];
  });
  return hits.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
}

type Read = ReturnType<typeof readDocument>;

function readDocument({ title, aktenzeichen, people, body }: SearchDocument) {
  const fields = [[title], [aktenzeichen], [people], body.map(({ text }) => text)];
  const words = fields.flatMap((texts, field) =>
    texts.flatMap((text, page) => termsOf(text).map((term) => ({ term, field, page: field === 3 ? page : -1 }))),
  );
  return { words, terms: new Set(words.map(({ term }) => term)) };
}

/** The terms that satisfy a condition, ascending, where each stands in a document (null: nowhere), and how rare all that is. */
function expand(read: readonly Read[], { kind, text }: NaiveClause, withTypos: boolean) {
  const having = (term: string) => read.filter(({ terms }) => terms.has(term)).length;
  const rarityOf = (count: number) => {
    const most = Math.min(count, read.length);
    return Math.log(1 + (read.length - most + 0.5) / (most + 0.5));
  };
  if (kind === 'phrase') {
    const words = termsOf(text).filter((term) => !isStopWord(term));
    const spotsIn = (one: Read) => phraseSpots(one, words);
    return { rarity: rarityOf(Math.min(...words.map(having))), terms: [{ kind: 'exact' as const, spotsIn }] };
  }
  const [word = ''] = termsOf(text);
  const all = [...new Set(read.flatMap(({ terms }) => [...terms]))].sort();
  const terms = all.flatMap((term) => {
    const how = kindOf(term, word, kind, withTypos);
    return how ? [{ term, kind: how, spotsIn: (one: Read) => wordSpots(one, term) }] : [];
  });
  return { rarity: rarityOf(terms.reduce((sum, { term }) => sum + having(term), 0)), terms };
}

function kindOf(
  term: string,
  word: string,
  kind: 'word' | 'exact',
  withTypos: boolean,
): keyof typeof kindWeights | null {
  if (term === word) return 'exact';
  if (kind === 'exact' || isStopWord(word) || word.length < 2) return null;
  if (term.startsWith(word)) return 'prefix';
  if (word.length >= 4 && term.includes(word)) return 'infix';
  const isSpelt = withTypos && word.length >= 4 && !/\d/.test(word);
  return isSpelt && distance(word, term) <= (word.length <= 7 ? 1 : 2) ? 'typo' : null;
}

/** A stop word is somewhere, nobody knows where. */
function wordSpots({ words, terms }: Read, term: string): Spot[] | null {
  if (!terms.has(term)) return null;
  return isStopWord(term) ? [] : words.filter((word) => word.term === term);
}

function phraseSpots({ words }: Read, phrase: readonly string[]): Spot[] | null {
  const plain = words.filter(({ term }) => !isStopWord(term));
  const spots = plain.filter((first, at) =>
    phrase.every((term, i) => plain[at + i]?.term === term && plain[at + i]?.field === first.field),
  );
  return spots.length > 0 ? spots : null;
}
