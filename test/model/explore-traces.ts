import fc from 'fast-check';
import { canonicalJson } from '../../shared/change.ts';
import { type Action, trace } from './actions.ts';
import { knownTraces } from './known-traces.ts';
import { runTrace } from './run-trace.ts';
import { expectInvariant, Violation } from './violation.ts';
import type { World } from './world.ts';

/** One of so many traces is played twice (I12); the first always, so that a replay of one trace looks too. */
const REPLAY_EVERY = 8;

/** What a search for a broken promise saw. `failure.path` with `seed` replays the smallest trace that breaks it. */
export interface Exploration {
  readonly runs: number;
  readonly seed: number;
  readonly operations: number;
  readonly konflikte: number;
  readonly rejected: number;
  /** Vorgaenge that went to another Akte. */
  readonly moved: number;
  readonly failure: {
    /** I1-I12, or 'error' when the code under test threw something else. */
    readonly invariant: string;
    readonly message: string;
    readonly path: string;
    readonly trace: string;
  } | null;
}

/** Plays `runs` random traces; stops at the first that breaks an invariant and shrinks it. */
export function exploreTraces({ runs, seed, path }: { runs: number; seed: number; path?: string }): Exploration {
  const seen = { operations: 0, konflikte: 0, rejected: 0, moved: 0 };
  let played = 0;
  const property = fc.property(trace, (actions) => {
    const world = runTrace(actions);
    if (played++ % REPLAY_EVERY === 0) checkReplay(world, actions);
    count(world, seen);
  });
  const details = fc.check(property, {
    numRuns: runs,
    seed,
    ...(path ? { path } : { examples: knownTraces.map((actions): [Action[]] => [actions]) }),
    endOnFailure: false,
  });
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

// I12: nothing in the product's decisions draws lots or looks at a clock of its own.
function checkReplay(world: World, actions: readonly Action[]): void {
  expectInvariant('I12', tell(runTrace(actions)) === tell(world), () => 'the same trace ended in another world');
}

function tell({ server, devices }: World): string {
  return canonicalJson([server.log, devices.map(({ journal, cursor }) => [journal, cursor])]);
}

function count(
  { server, saved }: World,
  seen: { operations: number; konflikte: number; rejected: number; moved: number },
): void {
  seen.operations += saved.length;
  for (const decided of server.decided.values())
    for (const { operation, result } of decided.values()) {
      if (result.status === 'rejected') seen.rejected += 1;
      if (result.status === 'conflict') seen.konflikte += result.konflikt.length;
      else if (operation.intent === 'move-vorgang' && result.status !== 'rejected') seen.moved += 1;
    }
}
