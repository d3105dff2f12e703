import type { EnvelopeType } from '../shared/asic/envelope-types.ts';
import type { Letter, Member } from '../shared/asic/open-envelope.ts';
import type { FileKind } from '../shared/asic/sniff-file.ts';
import type { ContainerVerdict } from '../shared/asic/validate-container.ts';
import type { ErrorCode } from '../shared/errors.ts';
import type { VerfuegungsblattRequest } from '../shared/geschaeftsgang/write-verfuegungsblatt.ts';
import type { OfficeConcern } from '../shared/office/office-text.ts';
import type { CollectedFacts } from '../shared/pdf/compose/collection.ts';
import type { CollectionCover } from '../shared/pdf/compose/collection-sheets.ts';
import type { Reopened } from '../shared/pdf/compose/reopen-schreiben.ts';
import type {
  CertificationLevel,
  DisplayPlace,
  DisplayRect,
  PdfFacts,
  PdfVerdict,
  SignatureAlgorithm,
  SignatureMark,
  Slot,
} from '../shared/pdf/pdf-types.ts';
import type { ReportRequest } from '../shared/pdf/report/write-report.ts';
import type { UnterschriftenblattRequest } from '../shared/pdf/report/write-unterschriftenblatt.ts';
import type { FreePlace } from '../shared/pdf/sign/free-places.ts';
import type { StampKind } from '../shared/pdf/stamp/stamp-kind.ts';
import type { Schreiben } from '../shared/schreiben/schreiben.ts';
import type { TrustList } from '../shared/trust/trust-list.ts';
import type { LentFile } from './ranges/lend-file.ts';

/** What the page asks the pdf worker. Same trust zone, so types suffice. A `handle` stands for one opened file. */

/**
 * What to stamp; `place` null = the kind's default place. `id` is a fresh uuid, `at` the moment of stamping, ISO 8601, never
 * the receipt.
 */
export interface StampOrder {
  readonly kind: StampKind;
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
  readonly accessibility: 'untagged' | 'kept' | 'lost';
}

/** A stamp that still has no place. `picture`: it alone, a PDF of one page of its size; null when it draws on pages. */
export interface UnplacedStamp extends StampLayout {
  readonly picture: Uint8Array | null;
}

/** What a Laufzettel says of the document; `angelegt` in words. */
export interface LaufzettelOrder {
  readonly titel: string;
  readonly aktenzeichen: string;
  readonly fassung: string;
  readonly dateiname: string;
  readonly sizeBytes: number;
  readonly sha: string;
  readonly dokument: string;
  readonly von: string;
  readonly angelegt: string;
}

/** How a visible signature looks: a picture (PNG or JPEG), and what stands beside the name. */
export type MarkOrder = Omit<SignatureMark, 'font'>;

/**
 * What to sign; `visible` null = without a mark on a page. `field`: an existing empty field, which has its own place; null = a
 * new one. Certificates in DER, signer first.
 */
export interface SignOrder {
  readonly certificates: readonly Uint8Array[];
  readonly algorithm: SignatureAlgorithm;
  readonly at: string;
  readonly reason: string;
  readonly location: string;
  readonly field: string | null;
  readonly visible: MarkOrder | null;
  /** What may be changed afterwards; only the first signature of a file can say so. */
  readonly certify?: CertificationLevel | undefined;
  /** Set before the signature and covered by it: an electronic Beglaubigungsvermerk. */
  readonly stamp?: StampOrder;
}

/** Whom to trust, as the trusted list of this device says. */
export type Anchors = Pick<TrustList, 'number' | 'anchors' | 'timestampAnchors' | 'entries'>;

/** Bytes to put behind a file. */
export interface Appended {
  readonly appended: Uint8Array;
}

/** Everything the Pruefung says of a file. */
export interface PdfCheck {
  readonly facts: PdfFacts;
  readonly verdict: PdfVerdict;
}

/** What a sheet is made of, as the page knows it: the worker adds the font. */
export type Sheet<Request> = Omit<Request, 'font' | 'at'> & { readonly at: string };

/** A file with a name. */
export interface NamedBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * A file is lent and read in ranges. What stamps and signatures append comes back alone: the new file is the lent one with
 * `appended` behind it. Bytes are transferred both ways, never copied.
 */
export interface PdfCalls {
  readonly open: { input: { file: LentFile }; output: { handle: number; sha: string } };
  /** Where a visible signature would cover nothing. */
  readonly freePlaces: { input: { handle: number }; output: { places: readonly FreePlace[] } };
  /** What kind of file these bytes are, and whether a signature is about them, good or bad: of files that come in. */
  readonly sniff: { input: { bytes: Uint8Array }; output: { kind: FileKind } };
  /** A scan as a PDF/A; fails with 'tiff-…'. `at` ISO 8601. */
  readonly convertTiff: { input: { bytes: Uint8Array; title: string; at: string }; output: { bytes: Uint8Array } };
  readonly fits: { input: { document: Uint8Array; signature: Uint8Array }; output: { fits: boolean } };
  /** The signatures that lie beside a file named `name`. */
  readonly checkBeside: {
    input: { handle: number; name: string; signatures: readonly NamedBytes[]; trust: Anchors; at: string };
    output: ContainerVerdict;
  };
  /** Opens an ASiC container or a CMS around its document. Of an e-mail or a text file the first member is the sheet with its words. */
  readonly openEnvelope: {
    input: NamedBytes;
    output: {
      envelope: number;
      sha: string;
      type: EnvelopeType;
      members: readonly Member[];
      letter: Letter | null;
      concerns: readonly OfficeConcern[] | null;
    };
  };
  /** An empty text file. */
  readonly blankText: { input: { titel: string }; output: { bytes: Uint8Array } };
  readonly checkEnvelope: { input: { envelope: number; trust: Anchors; at: string }; output: ContainerVerdict };
  readonly takeMember: { input: { envelope: number; name: string }; output: { bytes: Uint8Array } };
  readonly closeEnvelope: { input: { envelope: number }; output: null };
  readonly check: { input: { handle: number; trust: Anchors; at: string }; output: PdfCheck };
  /** The report on a verdict; `at` ISO 8601. */
  readonly report: {
    input: { about: Omit<ReportRequest, 'font' | 'at'> & { readonly at: string } };
    output: { bytes: Uint8Array };
  };
  /** The last sheet of a print, and the Geschaeftsgang of a Dokument as a sheet; `at` ISO 8601. */
  readonly unterschriftenblatt: {
    input: { about: Sheet<UnterschriftenblattRequest> };
    output: { bytes: Uint8Array };
  };
  readonly verfuegungsblatt: { input: { about: Sheet<VerfuegungsblattRequest> }; output: { bytes: Uint8Array } };
  readonly layoutStamp: { input: { handle: number; order: StampOrder }; output: UnplacedStamp };
  /** A sample page with the stamp on it, drawn like a real one; `place` null: where the kind wants it. */
  readonly previewStamp: { input: { order: StampOrder }; output: { bytes: Uint8Array; layout: UnplacedStamp } };
  readonly laufzettel: {
    input: { order: StampOrder; about: LaufzettelOrder };
    output: { bytes: Uint8Array; text: string };
  };
  /** A Schreiben as a file; fails with 'schreiben-…'. */
  readonly composeSchreiben: { input: { schreiben: Schreiben }; output: { bytes: Uint8Array } };
  /** The characters of a Schreiben that cannot be shown. */
  readonly signsUnknown: { input: { schreiben: Schreiben }; output: { signs: readonly string[] } };
  /** The source of an opened file that was written here. */
  readonly readSchreiben: { input: { handle: number }; output: { reopened: Reopened | null } };
  readonly stamp: { input: { handle: number; order: StampOrder }; output: Appended & { layout: StampLayout } };
  /**
   * The key signs `toBeSigned` (the digest of the signed attributes), then `finishSignature`. `slot` can be finished later
   * too, on the same bytes opened anew.
   */
  readonly prepareSignature: {
    input: { handle: number; order: SignOrder };
    output: { toBeSigned: Uint8Array<ArrayBuffer>; algorithm: SignatureAlgorithm; slot: Slot };
  };
  /** `slot` null = the one prepared last. Fails with `pdf-signature-broken` when the new signature does not verify. */
  readonly finishSignature: {
    input: { handle: number; signature: Uint8Array; slot: Slot | null };
    output: Appended;
  };
  /** Opens the encryption of a file and of all its Versions until `forgetPasswords`; fails with 'pdf-password-wrong'. */
  readonly unlock: { input: { handle: number; password: string }; output: null };
  /** The password that opened a file last, for the viewer; null when none did. */
  readonly lastPassword: { input: Record<string, never>; output: { password: string | null } };
  readonly forgetPasswords: { input: Record<string, never>; output: null };
  readonly close: { input: { handle: number }; output: null };
  /** Begins a file of many documents; `add` answers why a document is in only by a note. */
  readonly openCollection: { input: Record<string, never>; output: { handle: number } };
  readonly addToCollection: {
    input: { handle: number; document: CollectedFacts; bytes: Uint8Array };
    output: { refusal: ErrorCode | null };
  };
  readonly addMissing: { input: { handle: number; document: CollectedFacts; refusal: ErrorCode }; output: null };
  readonly finishCollection: {
    input: { handle: number; cover: CollectionCover; at: string; why: Readonly<Record<string, string>> };
    output: { bytes: Uint8Array; sheets: number };
  };
  readonly closeCollection: { input: { handle: number }; output: null };
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

/** One answer for each call. */
export type PdfAnswers = { readonly [C in PdfCall]: (input: PdfCalls[C]['input']) => Promise<PdfCalls[C]['output']> };
