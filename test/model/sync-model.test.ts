import fc from 'fast-check';
import { test } from 'vitest';
import { trace } from './actions.ts';
import { runTrace } from './run-trace.ts';

test('model', () => {
  fc.assert(
    fc.property(trace, (actions) => void runTrace(actions)),
    { numRuns: 500, seed: 1 },
  );
});
