import type { SignatureField } from '../file/form-fields.ts';
import type { CertificationLevel, Verdict } from '../pdf-types.ts';
import type { Coverage } from './byte-range.ts';
import type { Changes } from './compare-revisions.ts';
import type { SignedCms } from './read-cms.ts';
import type { Reason } from './reason.ts';
import type { ReadTimestamp } from './verify-timestamp.ts';

/** A verdict and its short reason, null when valid. */
export type Finding = { readonly verdict: Verdict; readonly reason: Reason | null };

/** What was found out about one signature before the others, and whom to trust, are known. */
export type Judged = {
  readonly field: SignatureField;
  readonly coverage: Coverage | null;
  readonly integrity: Finding;
  readonly cms: SignedCms | null;
  readonly timestamp: ReadTimestamp | null;
  readonly isDocumentTimestamp: boolean;
  readonly changes: Changes;
  readonly certifies: CertificationLevel | null;
  /** Does the revision that it covers hold a security store? */
  readonly coversStore: boolean;
};
