import type { FuzzData } from './fuzz-data.ts';
import type { Failure, Outcome } from './outcome.ts';

/** What a thread is started with. Clock and index of the mutant at hand lie in `shared` (see {@link cells}). */
export type ThreadOrder = {
  readonly data: FuzzData;
  readonly shared: SharedArrayBuffer;
  readonly runSeed: number;
  readonly from: number;
  readonly to: number;
  /** Only this mutant, by its own seed. */
  readonly only: number | null;
};

/** Cells of the shared Int32Array: the index of the mutant at hand, and when it began (ms of the run, 0: none). */
export const cells = { index: 0, beganAtMs: 1 } as const;

/** One mutant that failed; `seed` makes it again. */
export type FailedMutant = Failure & { readonly seed: number; readonly mutator: string; readonly base: string };

/** From thread to main: counts per mutator and outcome since the last message, and failures. */
export type ThreadReport = {
  readonly counts: readonly (readonly [mutator: string, outcome: Outcome, count: number])[];
  readonly failed: readonly FailedMutant[];
  readonly done: boolean;
};
