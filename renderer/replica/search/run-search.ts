import { BestHits } from './best-hits.ts';
import { type Expanded, expandClause, kindWeights, mayHaveTypos } from './expand-query.ts';
import { chooseFirst, needsMuch } from './first-blocks.ts';
import type { ParsedQuery } from './parse-query.ts';
import { placeHits } from './place-hits.ts';
import type { SearchAnswer, SearchOptions } from './search-types.ts';
import type { SearchView } from './search-view.ts';
import { SegmentScores } from './segment-scores.ts';
import { visitClause } from './visit-clause.ts';

/** Answers a query. Throws AppError 'replica-damaged' and the signal's reason. */
export async function runSearch(view: SearchView, query: ParsedQuery, options: SearchOptions): Promise<SearchAnswer> {
  const none: SearchAnswer = { state: 'complete', hits: [], total: 0, isSimilar: false };
  if (query.wanted.length === 0 || view.segments.length === 0) return none;
  const { typos = 'fallback' } = options;
  const unwanted = query.unwanted.map((clause) => expandClause(view, clause, false));
  const attempt = (withTypos: boolean) => {
    const wanted = query.wanted.map((clause) => expandClause(view, clause, withTypos));
    return answerTwice(view, { wanted, unwanted }, options);
  };
  const answer = await attempt(typos === 'always');
  if (typos !== 'fallback' || answer.total > 0 || !query.wanted.some(mayHaveTypos)) return answer;
  const similar = await attempt(true);
  return { ...similar, isSimilar: similar.total > 0 };
}

interface Conditions {
  readonly wanted: readonly Expanded[];
  readonly unwanted: readonly Expanded[];
}

/** First from the most promising blocks, when somebody waits and there is much to read; then from all. */
async function answerTwice(view: SearchView, conditions: Conditions, options: SearchOptions): Promise<SearchAnswer> {
  if (options.onFirst && needsMuch(view, conditions.wanted)) {
    const wanted = chooseFirst(view, conditions.wanted);
    const first = await collect(view, { ...conditions, wanted }, options);
    if (first.total > 0) options.onFirst({ ...first, state: 'first' });
  }
  return collect(view, conditions, options);
}

async function collect(view: SearchView, conditions: Conditions, options: SearchOptions): Promise<SearchAnswer> {
  const { limit = 50, offset = 0, filter } = options;
  const documents = view.segments.reduce((sum, { docs }) => sum + docs.count, 0);
  const positions = view.segments.reduce((sum, { docs }) => sum + docs.totalLength, 0);
  const best = new BestHits(offset + limit);
  for (const [number, segment] of view.segments.entries()) {
    const scores = new SegmentScores(segment, Math.max(1, positions / Math.max(1, documents)));
    for (const { clause, matches } of conditions.unwanted) {
      await visitClause(view, { segment, clause, matches: matches[number] ?? [] }, options.signal, (doc) =>
        scores.exclude(doc),
      );
    }
    for (const { clause, matches, weight } of conditions.wanted) {
      scores.nextClause();
      await visitClause(
        view,
        { segment, clause, matches: matches[number] ?? [] },
        options.signal,
        (doc, kind, found, at) => scores.match(doc, weight * kindWeights[kind], found, at),
      );
    }
    const { ids, aktes } = segment.docs;
    for (let doc = 0; doc < ids.length; doc++) {
      if (!scores.isFound(doc)) continue;
      if (!filter || filter({ id: ids[doc] ?? '', akte: aktes[doc] ?? null })) best.add(scores, doc);
    }
    scores.giveBack();
  }
  const hits = await placeHits(view, best.behind(offset), options.signal);
  return { state: 'complete', hits, total: best.total, isSimilar: false };
}
