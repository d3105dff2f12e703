import type { ErrorCode } from '../shared/errors.ts';
import type { DisplayPlace, DisplayRect, PdfFacts, PdfVerdict, SignatureAlgorithm } from '../shared/pdf/pdf-types.ts';
import type { StampKindId } from '../shared/pdf/stamp/stamp-kinds.ts';
import type { TrustList } from '../shared/trust/trust-list.ts';

/** What the page asks the pdf worker. Same trust zone, so types suffice. A `handle` stands for one opened file. */

/**
 * What to stamp; `place` null = the kind's default place. `id` is a fresh uuid, `at` the moment of stamping, ISO 8601, never
 * the receipt.
 */
export interface StampOrder {
  readonly kind: StampKindId;
  readonly fields: Readonly<Record<string, string>>;
  readonly place: DisplayPlace | null;
  readonly id: string;
  readonly at: string;
}

/** Where a stamp lies or would lie, and its text alternative. */
export interface StampLayout {
  readonly pageIndex: number;
  readonly rect: DisplayRect;
  readonly text: string;
}

/** What to sign; `visible` null = without a mark on a page. Certificates in DER, signer first. */
export interface SignOrder {
  readonly certificates: readonly Uint8Array[];
  readonly algorithm: SignatureAlgorithm;
  readonly at: string;
  readonly reason: string;
  readonly visible: { readonly pageIndex: number; readonly rect: DisplayRect } | null;
}

/** Whom to trust, as the trusted list of this device says. */
export type Anchors = Pick<TrustList, 'number' | 'anchors' | 'timestampAnchors' | 'entries'>;

/** Everything the Pruefung says of a file. */
export interface PdfCheck {
  readonly facts: PdfFacts;
  readonly verdict: PdfVerdict;
}

/** Bytes are transferred both ways, never copied. */
export interface PdfCalls {
  readonly open: { input: { bytes: Uint8Array }; output: { handle: number; sha: string } };
  readonly check: { input: { handle: number; trust: Anchors; at: string }; output: PdfCheck };
  readonly layoutStamp: { input: { handle: number; order: StampOrder }; output: StampLayout };
  readonly stamp: { input: { handle: number; order: StampOrder }; output: { bytes: Uint8Array; layout: StampLayout } };
  /** The key signs `toBeSigned` (the digest of the signed attributes), then `finishSignature`. */
  readonly prepareSignature: {
    input: { handle: number; order: SignOrder };
    output: { toBeSigned: Uint8Array<ArrayBuffer>; algorithm: SignatureAlgorithm };
  };
  /** Fails with `pdf-signature-broken` when the new signature does not verify. */
  readonly finishSignature: { input: { handle: number; signature: Uint8Array }; output: { bytes: Uint8Array } };
  readonly close: { input: { handle: number }; output: null };
}
export type PdfCall = keyof PdfCalls;

/** Page to worker: first where the stamp's font lies, then calls. */
export type ToPdfWorker =
  | { readonly type: 'start'; readonly fontUrl: string }
  | { readonly type: 'call'; readonly id: number; readonly name: PdfCall; readonly input: unknown };

/** Worker to page. */
export type FromPdfWorker =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly code: ErrorCode };
