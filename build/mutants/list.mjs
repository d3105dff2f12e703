import { searchMutants } from './search-mutants.mjs';
import { syncMutants } from './sync-mutants.mjs';

/**
 * Bugs to seed. `patches` replace a text that must occur exactly once in a file; `caughtBy` lists the invariants of
 * docs/spec/sync.md or rules of docs/spec/search.md that may notice it; `probe` is the file in this folder that looks.
 */
export const mutants = [...syncMutants, ...searchMutants];
