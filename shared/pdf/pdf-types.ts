import type { SignatureQualification } from '../trust/qualify.ts';
import type { TrustEntry } from '../trust/trust-list.ts';
import type { DisplayRect } from './display-rect.ts';
import type { ByteSource, MakeDigest } from './file/byte-source.ts';
import type { EvidenceMemory } from './level/evidence-memory.ts';
import type { Online } from './level/network.ts';
import type { StampKind } from './stamp/stamp-kind.ts';
import type { Change, ChangeFact } from './validate/change-fact.ts';
import type { Reason } from './validate/reason.ts';

export type { DisplayRect };

/** Where a stamp goes: a page (from 0) and its lower left corner in display points; without corner the default place. */
export type DisplayPlace = {
  readonly pageIndex: number;
  readonly x?: number;
  readonly y?: number;
};

/** One page as displayed, after /Rotate, CropBox and UserUnit; lengths in points. */
export type PageFacts = { readonly widthPt: number; readonly heightPt: number; readonly rotation: 0 | 90 | 180 | 270 };

/** What a certification (§12.8.2.2) leaves open: 1 nothing, 2 forms and signatures, 3 annotations too. */
export type CertificationLevel = 1 | 2 | 3;

/** A signature field; `pageIndex` null: on no page. `isVisible`: it has an area. `reasons` null: any reason will do. */
export type SignatureFieldFacts = {
  readonly name: string;
  readonly signed: boolean;
  readonly pageIndex: number | null;
  readonly isVisible: boolean;
  readonly reasons: readonly string[] | null;
};

/** What a file is, before anything is done to it; `mayStamp` and `maySign` hold the code of a refusal. */
export type PdfFacts = {
  readonly sizeBytes: number;
  readonly version: string;
  readonly xref: 'table' | 'stream' | 'hybrid';
  readonly revisions: number;
  readonly encrypted: boolean;
  /** Whose password opened an encrypted file; null for a plain and for a locked one. */
  readonly openedBy: 'owner' | 'user' | null;
  /** The DocMDP level of a certified file (1 no changes, 2 forms, 3 forms and annotations); null when not certified. */
  readonly certified: CertificationLevel | null;
  readonly pdfA: string | null;
  readonly pages: readonly PageFacts[];
  readonly signatureFields: readonly SignatureFieldFacts[];
  readonly stamps: readonly { readonly pageIndex: number; readonly text: string }[];
  readonly mayStamp: true | string;
  readonly maySign: true | string;
};

/** A file to be read; `password`: the user's or the owner's of an encrypted one, the empty one is tried by itself. */
export type PdfInput = { readonly source: ByteSource; readonly password?: string };

/** What to stamp. `fields` are checked against the kind; `place` absent means page 0 at the kind's default place. */
export type StampRequest = PdfInput & {
  readonly makeDigest: MakeDigest;
  /** A built-in kind by its id, or the agency's own. */
  readonly kind: string | StampKind;
  readonly fields: Readonly<Record<string, string>>;
  readonly place?: DisplayPlace;
  /** TrueType bytes of the stamp's font (Fira Sans Regular). */
  readonly font: Uint8Array;
  /** A fresh uuid (for /NM) and the moment of stamping (for /M); the receipt's date is a field, never this. */
  readonly id: string;
  readonly at: Date;
  /** The certificate (DER) that signs the stamped file next; an electronic Beglaubigungsvermerk demands a qualified one. */
  readonly signer?: Uint8Array;
};

/** Bytes to put behind the unchanged original: file = first `baseSizeBytes` of the source + `appended`. */
export type StampResult = {
  readonly baseSizeBytes: number;
  readonly appended: Uint8Array;
  readonly pageIndex: number;
  readonly rect: DisplayRect;
  /** The text alternative, also in /Contents. */
  readonly text: string;
  /** Of a tagged file: whether the stamp joined its structure; `lost`: it is tagged and signed, and no longer PDF/UA. */
  readonly accessibility: 'untagged' | 'kept' | 'lost';
};

/** Algorithms of new signatures; the details are in sign/signature-algorithm.ts. */
export const signatureAlgorithms = [
  'rsa-pkcs1-sha256',
  'rsa-pss-sha256',
  'ecdsa-p256-sha256',
  'ecdsa-p384-sha384',
  'ecdsa-brainpoolP256r1-sha256',
  'ecdsa-brainpoolP384r1-sha384',
] as const;
export type SignatureAlgorithm = (typeof signatureAlgorithms)[number];

/** What a visible signature says beside the signer's name. */
export const markLines = ['title', 'date', 'reason', 'location'] as const;
export type MarkLine = (typeof markLines)[number];

/**
 * How a visible signature looks. `pageIndex` and `rect` say where a new field goes; an existing one has its own place, and
 * without a place a new one stays invisible.
 */
export type SignatureMark = {
  readonly pageIndex?: number;
  readonly rect?: DisplayRect;
  /** TrueType bytes (Fira Sans Regular). */
  readonly font: Uint8Array;
  /** A PNG or JPEG. */
  readonly image?: Uint8Array;
  /** Default all. */
  readonly lines?: readonly MarkLine[];
};

/** What to sign, with the signer's certificate chain (DER, signer first) known beforehand. */
export type SignRequest = PdfInput & {
  readonly makeDigest: MakeDigest;
  readonly chain: readonly Uint8Array[];
  /** Absent: what the signer's key stands for, PKCS#1 v1.5 for a plain RSA key. */
  readonly algorithm?: SignatureAlgorithm;
  readonly at: Date;
  readonly reason?: string;
  readonly location?: string;
  /** An existing empty signature field, or the name of a new one; absent: the next free `SignatureN`. */
  readonly field?: string;
  /** Present: a visible signature. */
  readonly visible?: SignatureMark;
  /** Makes it a certification: what may be changed afterwards; only the first signature of a file can say so. */
  readonly certify?: CertificationLevel;
  /** Bytes reserved for the CMS; default 8192 plus the chain. */
  readonly reserveBytes?: number;
};

/**
 * A prepared signature, frozen plain data (structured clone safe): signing may stop here, happen on a card or a remote
 * service, and continue. `toBeSigned` is the digest (SHA-256, or SHA-384 for curves of 384 bits) of the DER SET OF signed
 * attributes: the only bytes a key sees.
 */
export type Slot = {
  readonly baseSizeBytes: number;
  readonly appended: Uint8Array;
  /** Absolute file positions of `<` and of the byte after `>` of /Contents. */
  readonly gapStart: number;
  readonly gapEnd: number;
  /** The same digest over the ByteRange. */
  readonly digest: Uint8Array;
  readonly attributes: Uint8Array;
  readonly toBeSigned: Uint8Array;
  readonly algorithm: SignatureAlgorithm;
  readonly chain: readonly Uint8Array[];
  readonly field: string;
};

/** What to raise, and to which level; `trust` ends chains below their roots, `online` is the only way out. */
export type UpgradeRequest = PdfInput & {
  readonly makeDigest: MakeDigest;
  readonly level: Exclude<SignatureLevel, 'B-B'>;
  readonly at: Date;
  readonly online: Online;
  readonly trust: readonly Uint8Array[];
  /** What was fetched for the files before this one. */
  readonly memory?: EvidenceMemory;
};

/** Bytes to put behind the unchanged original, and what they are; none when the level was reached before. */
export type UpgradeResult = {
  readonly baseSizeBytes: number;
  readonly appended: Uint8Array;
  readonly added: readonly ('timestamp' | 'validation-data')[];
};

/**
 * What to validate: trust anchors as DER certificates (`timestampTrust` those of time-stamping authorities, by default the
 * same), `at` the moment for chains without a proven time.
 */
export type ValidateRequest = PdfInput & {
  readonly makeDigest: MakeDigest;
  readonly trust: readonly Uint8Array[];
  readonly timestampTrust?: readonly Uint8Array[];
  /** When those of them count that come from a trusted list; an anchor without an entry always does. */
  readonly entries?: readonly TrustEntry[];
  readonly at: Date;
};

/** The levels of EN 319 142-1 §6, ascending: basic, with time, with long-term data, with archive time-stamp. */
export type SignatureLevel = 'B-B' | 'B-T' | 'B-LT' | 'B-LTA';

/** In the words of EN 319 102-1, in lower case. */
export type Verdict = 'valid' | 'indeterminate' | 'invalid';

/** The result for one signature; times are ISO 8601 in UTC, null when there is none. */
export type SignatureVerdict = {
  readonly field: string;
  readonly verdict: Verdict;
  /** Null when valid. */
  readonly reason: Reason | null;
  /** Qualified or advanced by the trusted list, at the proven time or that of the validation. */
  readonly qualification: SignatureQualification;
  readonly signer: string | null;
  /** Who issued the signer's certificate, as the certificate says. */
  readonly issuer: string | null;
  readonly claimedTime: string | null;
  readonly provenTime: string | null;
  readonly level: SignatureLevel | 'timestamp' | 'other';
  /** Of a document time-stamp: until when it carries what it covers; null for signatures. */
  readonly carriesUntil: string | null;
  /** From the embedded evidence, at the proven time; `revocationAsOf` is the date of the oldest piece that was used. */
  readonly revocation: 'good' | 'revoked' | 'unknown';
  readonly revocationAsOf: string | null;
  /** What this signature, as the file's certification, leaves open; null for every other. */
  readonly certifies: CertificationLevel | null;
  readonly coversWholeFile: boolean;
  /** The signed revision is the file's first so many bytes; null when the signature does not say so properly. */
  readonly signedBytes: number | null;
  readonly changesAfter: 'none' | 'permitted' | 'forbidden';
  /** What came after this signature, forbidden things first. */
  readonly changes: readonly Change[];
};

/** The result for a file: the worst of its signatures, `none` without any. */
export type PdfVerdict = {
  readonly verdict: Verdict | 'none';
  readonly signatures: readonly SignatureVerdict[];
  /** What may hide or replace signed text without breaking a signature. */
  readonly warnings: readonly ChangeFact[];
};
