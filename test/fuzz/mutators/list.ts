import type { Base } from '../base.ts';
import type { Random } from '../random.ts';
import { byteMutators, flipped } from './bytes.ts';
import type { Mutator } from './mutator.ts';
import { objectMutators } from './objects.ts';
import { signatureMutators } from './signatures.ts';
import { tokenMutators } from './tokens.ts';
import { xrefStreamMutator } from './xref-stream.ts';

/** All ways to damage a PDF. */
export const fileMutators: readonly Mutator[] = [
  ...byteMutators,
  ...tokenMutators,
  ...objectMutators,
  xrefStreamMutator,
  ...signatureMutators,
];

// Bombs cost a thousand times what others do, and there are only so many places for them.
const rarely = new Set(['inflate bombs']);

/** A mutant of one of the bases and the name of the damage. */
export function makeMutant(bases: readonly Base[], random: Random): { base: Base; mutator: string; bytes: Buffer } {
  for (;;) {
    const base = random.pick(bases);
    const mutator = random.pick(fileMutators);
    if (rarely.has(mutator.name) && !random.once(20)) continue;
    const bytes = mutator.mutate(base, random, bases);
    if (bytes === null) continue;
    const isMore = random.once(8);
    return { base, mutator: mutator.name, bytes: isMore ? flipped(bytes, random, [0, bytes.length]) : bytes };
  }
}
