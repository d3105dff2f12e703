import type { ErrorCode } from '../../shared/errors.ts';
import type { TrustList } from '../../shared/trust/trust-list.ts';

/** The trusted list for a validation; without one everything is empty, `number` 0 and `asOf` null. */
export type Trust = Omit<TrustList, 'asOf'> & { readonly asOf: string | null };

/** What is said of the trusted list. Times ISO 8601 in UTC. */
export interface TrustState {
  /** 0 = there is none. */
  readonly number: number;
  /** When the authority last read it. */
  readonly asOf: string | null;
  readonly nextUpdate: string | null;
  /** Whole days since `asOf`. */
  readonly days: number;
  /** Country codes of the lists in it. */
  readonly territories: readonly string[];
  /** Services in it. */
  readonly entries: number;
  /** Why there is none, why a newer one was refused, or 'trust-list-stale'. */
  readonly code: ErrorCode | null;
}
