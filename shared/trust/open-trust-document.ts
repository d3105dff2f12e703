import { utf8ToBytes } from '@noble/hashes/utils.js';
import { isSignedBy, pointOf } from '../crypto/es256.ts';
import { AppError } from '../errors.ts';
import { readCertificate } from '../pdf/sign/certificate.ts';
import { decodeBase64 } from './base64.ts';
import {
  type TrustEntry,
  type TrustKey,
  type TrustList,
  type TrustService,
  type TrustSnapshot,
  trustDocumentSchema,
  trustSigningInput,
  trustSnapshotSchema,
} from './trust-list.ts';

/** Largest document that is looked at, UTF-16 units: all lists of the Union fit several times. */
export const MAX_TRUST_DOCUMENT = 32 * 1024 * 1024;

/**
 * Checks a snapshot against the pinned key and the newest number ever accepted, and reads it. Throws AppError
 * 'trust-list-damaged', 'trust-list-signature-invalid' or 'trust-list-rollback'.
 */
export function openTrustDocument(text: string, key: TrustKey, newestNumber: number): TrustList {
  if (text.length > MAX_TRUST_DOCUMENT) throw new AppError('trust-list-damaged');
  const { snapshot, signature } = parsed(trustDocumentSchema, text);
  if (!isSignedBy(pointOf(key), utf8ToBytes(trustSigningInput(snapshot)), signature))
    throw new AppError('trust-list-signature-invalid');
  const list = parsed(trustSnapshotSchema, snapshot);
  if (list.number < newestNumber) throw new AppError('trust-list-rollback');
  return asTrustList(list);
}

/** No list at all: every chain stays without an anchor. */
export const noTrust: Pick<TrustList, 'anchors' | 'timestampAnchors' | 'entries'> = {
  anchors: [],
  timestampAnchors: [],
  entries: [],
};

function parsed<T>(schema: { parse(value: unknown): T }, text: string): T {
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    throw new AppError('trust-list-damaged', { cause });
  }
}

function asTrustList({ number, issuedAt, nextUpdate, lists, entries: listed }: TrustSnapshot): TrustList {
  const entries: readonly TrustEntry[] = listed.map((entry) => ({ ...entry, certificate: derOf(entry.certificate) }));
  // A certificate can stand for several services.
  const of = (...services: readonly TrustService[]) => {
    const chosen = listed.flatMap(({ service, certificate }, i) =>
      services.includes(service) ? [[certificate, entries[i]!.certificate] as const] : [],
    );
    return [...new Map(chosen).values()];
  };
  return {
    number,
    asOf: issuedAt,
    nextUpdate,
    territories: lists.map(({ territory }) => territory),
    anchors: of('CA/QC', 'CA/PKC', 'own-ca'),
    timestampAnchors: of('TSA/QTST', 'TSA', 'own-tsa'),
    entries,
  };
}

/** Every certificate must be one: a list that the validation cannot read would fail later and silently. */
function derOf(base64: string): Uint8Array {
  const der = decodeBase64(base64);
  if (der === null) throw new AppError('trust-list-damaged');
  try {
    return readCertificate(der).der;
  } catch (cause) {
    throw new AppError('trust-list-damaged', { cause });
  }
}
