import fc from 'fast-check';
import { trace } from './actions.ts';
import { runTrace } from './run-trace.ts';
import { Violation } from './violation.ts';
import type { World } from './world.ts';

/** What a search for a broken promise saw. `failure.path` with `seed` replays the smallest trace that breaks it. */
export interface Exploration {
  readonly runs: number;
  readonly seed: number;
  readonly operations: number;
  readonly konflikte: number;
  readonly rejected: number;
  readonly failure: {
    /** I1-I9, or 'error' when the code under test threw something else. */
    readonly invariant: string;
    readonly message: string;
    readonly path: string;
    readonly trace: string;
  } | null;
}

/** Plays `runs` random traces; stops at the first that breaks an invariant and shrinks it. */
export function exploreTraces({ runs, seed, path }: { runs: number; seed: number; path?: string }): Exploration {
  const seen = { operations: 0, konflikte: 0, rejected: 0 };
  const property = fc.property(trace, (actions) => count(runTrace(actions), seen));
  const details = fc.check(property, { numRuns: runs, seed, ...(path ? { path } : {}), endOnFailure: false });
  const error = details.errorInstance;
  const failure = details.failed
    ? {
        invariant: error instanceof Violation ? error.invariant : 'error',
        message: error instanceof Error ? error.message : String(error),
        path: details.counterexamplePath ?? '',
        trace: JSON.stringify(details.counterexample?.[0]),
      }
    : null;
  return { runs: details.numRuns, seed, ...seen, failure };
}

function count({ server, saved }: World, seen: { operations: number; konflikte: number; rejected: number }): void {
  seen.operations += saved.length;
  for (const decided of server.decided.values())
    for (const { result } of decided.values()) {
      if (result.status === 'rejected') seen.rejected += 1;
      if (result.status === 'conflict') seen.konflikte += result.konflikt.length;
    }
}
