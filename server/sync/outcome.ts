import type { ErrorCode } from '../../shared/errors.ts';

/** What became of an operation. */
export type Outcome =
  | { readonly kind: 'ok' | 'merged'; readonly rev: number }
  | { readonly kind: 'conflict'; readonly rev: number; readonly fields: string[]; readonly konflikt: string[] }
  | { readonly kind: 'rejected'; readonly code: ErrorCode };
