import { z } from 'zod';
import type { ErrorCode } from '../errors.ts';

/**
 * What a service of the list is: `CA/QC` issues qualified certificates, `CA/PKC` others, `TSA/QTST` and `TSA` time-stamps
 * (ETSI TS 119 612 §5.5.1.1); `own-ca` and `own-tsa` are certificates that the agency itself trusts, never qualified.
 */
export const trustServices = ['CA/QC', 'CA/PKC', 'TSA/QTST', 'TSA', 'own-ca', 'own-tsa'] as const;
export type TrustService = (typeof trustServices)[number];

/** What the qualified certificates of a service are for (AdditionalServiceInformation, §5.5.9.4). */
export const trustUses = ['signatures', 'seals', 'web'] as const;

/** A condition on a certificate (CriteriaList, §5.5.9.2.2); `unknown` counts parts that this program cannot judge. */
export interface Criteria {
  readonly assert: 'all' | 'atLeastOne' | 'none';
  /** Each a set of policies that must all be there. */
  readonly policies: readonly (readonly string[])[];
  /** Each a set of key usage bits that must be as stated. */
  readonly keyUsages: readonly Readonly<Record<string, boolean>>[];
  readonly lists: readonly Criteria[];
  readonly unknown: number;
}

const criteriaSchema: z.ZodType<Criteria> = z.object({
  assert: z.enum(['all', 'atLeastOne', 'none']),
  policies: z.array(z.array(z.string())),
  keyUsages: z.array(z.record(z.string(), z.boolean())),
  get lists() {
    return z.array(criteriaSchema);
  },
  unknown: z.number().int().nonnegative(),
});

const qualificationSchema = z.object({ qualifiers: z.array(z.string()), criteria: criteriaSchema });
/** Qualifiers, such as QCWithQSCD, and the certificates that they are said of (Qualifications extension, §5.5.9.2). */
export type Qualification = z.infer<typeof qualificationSchema>;

const periodSchema = z.object({
  /** ISO 8601 in UTC; the period lasts until the next one begins. */
  from: z.string().datetime(),
  granted: z.boolean(),
  uses: z.array(z.enum(trustUses)),
  qualifications: z.array(qualificationSchema),
});
/** The state of a service from a moment on. */
export type TrustPeriod = z.infer<typeof periodSchema>;

const entryFacts = {
  service: z.enum(trustServices),
  /** Country code of the list; null for the agency's own. */
  territory: z.string().max(10).nullable(),
  provider: z.string().max(500),
  name: z.string().max(500),
  /** Newest first. */
  periods: z.array(periodSchema).min(1),
};

/** What the server signs. Certificates are DER in base64. */
export const trustSnapshotSchema = z.object({
  version: z.literal(1),
  /** Grows with every snapshot, also across a restored backup: seconds since 1970, or one more than the last. */
  number: z.number().int().positive(),
  authority: z.string().max(200),
  issuedAt: z.string().datetime(),
  /** When one of the lists wants to be read again; null when there are only the agency's own certificates. */
  nextUpdate: z.string().datetime().nullable(),
  /** The lists that were read. */
  lists: z.array(
    z.object({
      territory: z.string().max(10),
      sequence: z.number().int(),
      issued: z.string().datetime(),
      nextUpdate: z.string().datetime().nullable(),
    }),
  ),
  entries: z.array(z.object({ certificate: z.string(), ...entryFacts })),
});
export type TrustSnapshot = z.infer<typeof trustSnapshotSchema>;

/** One trusted certificate and what may be relied on. */
export type TrustEntry = Omit<TrustSnapshot['entries'][number], 'certificate'> & {
  /** DER. */
  readonly certificate: Uint8Array;
};

/** The trusted list as the validation takes it: certificates in DER, `asOf` and `nextUpdate` ISO 8601 in UTC. */
export type TrustList = {
  readonly number: number;
  readonly asOf: string;
  readonly nextUpdate: string | null;
  readonly territories: readonly string[];
  /** Certificates that end the chains of signers, and those of time-stamping authorities. */
  readonly anchors: readonly Uint8Array[];
  readonly timestampAnchors: readonly Uint8Array[];
  /** When, and for what, those of them count that come from the list. */
  readonly entries: readonly TrustEntry[];
};

/** The list in force on a device, or why there is none. */
export type KeptTrust =
  | { readonly kind: 'here'; readonly list: TrustList }
  | { readonly kind: 'none'; readonly code: ErrorCode };

/** Public half of the server's snapshot key: ES256 (P-256), as JWK (RFC 7517). */
export const trustKeySchema = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string().max(64),
  y: z.string().max(64),
});
export type TrustKey = z.infer<typeof trustKeySchema>;

/** The file and the answer of `GET /v1/trust`: the snapshot as text and the signature over it, base64url of r||s. */
export const trustDocumentSchema = z.object({ snapshot: z.string(), signature: z.string().max(200) });
export type TrustDocument = z.infer<typeof trustDocumentSchema>;

/** What the signature covers, so that it means nothing in any other place. */
export function trustSigningInput(snapshot: string): string {
  return `aktentasche-trust-snapshot-1\n${snapshot}`;
}
