import fc from 'fast-check';
import { termsOf } from '../../../../renderer/replica/search/analyse.ts';
import type { SearchDocument, SearchIndex } from '../../../../renderer/replica/search/search-types.ts';
import { isStopWord } from '../../../../renderer/replica/search/stop-words.ts';
import type { NaiveClause } from './naive-search.ts';
import { document, word } from './search-on-disk.ts';

/** A word, its beginning, a part of it, or with a letter too many, missing or wrong. */
const spelt = fc
  .tuple(word, fc.constantFrom('whole', 'whole', 'start', 'part', 'less', 'more', 'swap'), fc.nat(20))
  .map(([text, how, at]) => {
    const i = at % text.length;
    if (how === 'start') return text.slice(0, i + 1);
    if (how === 'part') return text.slice(i);
    if (how === 'less') return text.slice(0, i) + text.slice(i + 1);
    if (how === 'more') return `${text.slice(0, i)}e${text.slice(i)}`;
    if (how === 'swap')
      return (
        text.slice(0, i) +
        text
          .slice(i, i + 2)
          .split('')
          .reverse()
          .join('') +
        text.slice(i + 2)
      );
    return text;
  });
const clause: fc.Arbitrary<NaiveClause> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc
      .record({ kind: fc.constantFrom('word' as const, 'exact' as const), text: spelt, isUnwanted: fc.boolean() })
      .filter(({ text }) => termsOf(text).length === 1 && !text.startsWith('-')),
  },
  {
    weight: 1,
    arbitrary: fc
      .record({
        kind: fc.constant('phrase' as const),
        text: fc.array(word, { maxLength: 3 }).map((all) => all.join(' ')),
        isUnwanted: fc.boolean(),
      })
      .filter(({ text }) => termsOf(text).filter((term) => !isStopWord(term)).length > 1),
  },
);
/** What a person asks. */
export const query = fc.array(clause, { minLength: 1, maxLength: 3 });
/** What happens to an index. */
export const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('put' as const), batch: fc.array(document, { maxLength: 30 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('remove' as const), ids: fc.array(fc.nat(60), { maxLength: 9 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('revoke' as const), akte: fc.constantFrom('a1', 'a2') }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('restart' as const) }) },
);
export type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** What is in the index after a step. */
export function foresee(model: ReadonlyMap<string, SearchDocument>, each: Step): Map<string, SearchDocument> {
  const next = new Map(model);
  if (each.kind === 'put') for (const one of each.batch) next.set(one.id, one);
  if (each.kind === 'remove') for (const id of each.ids) next.delete(`version:${id}`);
  if (each.kind === 'revoke') for (const one of model.values()) if (one.akte === each.akte) next.delete(one.id);
  return next;
}

/** Does a step; a restart is the caller's. */
export async function play(index: SearchIndex, each: Step): Promise<void> {
  if (each.kind === 'put') await index.put(each.batch);
  if (each.kind === 'remove') await index.remove(each.ids.map((id) => `version:${id}`));
  if (each.kind === 'revoke') await index.removeAkte(each.akte);
}
