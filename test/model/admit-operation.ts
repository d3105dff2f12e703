import type { Operation } from '../../shared/change.ts';

/** placeholder */
export type Admission =
  | { readonly kind: 'decide' }
  | { readonly kind: 'repeat' }
  | { readonly kind: 'gap'; readonly expected: number }
  | { readonly kind: 'fork' };

export function admitOperation(
  operation: Pick<Operation, 'n' | 'h' | 'prev'>,
  known: { readonly lastN: number; readonly lastH: string | null; readonly same: { readonly h: string } | null },
): Admission {
  if (known.same) return known.same.h === operation.h ? { kind: 'repeat' } : { kind: 'fork' };
  if (operation.n !== known.lastN + 1) return { kind: 'gap', expected: known.lastN + 1 };
  if (operation.n > 1 && operation.prev !== known.lastH) return { kind: 'fork' };
  return { kind: 'decide' };
}
