import fc from 'fast-check';
import { searchProperties } from '../../test/renderer/replica/search/search-properties.ts';

/** Of the ways to damage a row only one in three exchanges rows, and not every exchange matters. */
const oftener = { R62: 5 };

const [runs, seed] = process.argv.slice(2).map(Number);
let played = 0;
let failure = null;
for (const [invariant, property] of Object.entries(searchProperties)) {
  const outcome = await fc.check(property(), {
    numRuns: Math.ceil((runs / 60) * (oftener[invariant] ?? 1)),
    seed,
    endOnFailure: true,
  });
  played += outcome.numRuns;
  if (!outcome.failed) continue;
  failure = { invariant, message: String(outcome.errorInstance?.message).split('\n')[0] };
  break;
}
console.log(JSON.stringify({ runs: played, failure }));
