import type { Operation } from '../../shared/change.ts';

/** What to do with an operation, from what is known of its device. */
export type Admission =
  | { readonly kind: 'decide' }
  /** Already decided: answer what was answered then. */
  | { readonly kind: 'repeat' }
  | { readonly kind: 'gap'; readonly expected: number }
  /** The device's history is not the one we know: a cloned or rolled-back profile. */
  | { readonly kind: 'fork' };

/** The last operation of a device that was decided (n = 0, h = 64 zeros: none), and the hash stored for this n, if any. */
export interface KnownHistory {
  readonly lastN: number;
  readonly lastH: string;
  readonly storedH: string | null;
}

/** Dedup by (device, n), contiguity and the hash chain decide whether an operation is looked at (S11). */
export function admitOperation(operation: Pick<Operation, 'n' | 'h' | 'prev'>, known: KnownHistory): Admission {
  const { n, h, prev } = operation;
  if (n <= known.lastN) return known.storedH === h ? { kind: 'repeat' } : { kind: 'fork' };
  if (n > known.lastN + 1) return { kind: 'gap', expected: known.lastN + 1 };
  return prev === known.lastH ? { kind: 'decide' } : { kind: 'fork' };
}
