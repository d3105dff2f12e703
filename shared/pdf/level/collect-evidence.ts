import { AppError } from '../../errors.ts';
import type { Certificate } from '../sign/certificate.ts';
import { equalBytes } from '../sign/der.ts';
import type { SignedCms } from '../validate/read-cms.ts';
import type { Store } from '../validate/read-store.ts';
import { type Evidence, revocationOf } from '../validate/revocation.ts';
import type { EvidenceMemory } from './evidence-memory.ts';
import { fetchEvidence } from './fetch-evidence.ts';
import { findPathOnline } from './find-path.ts';
import type { Online } from './network.ts';
import type { SignerInFile } from './read-signers.ts';

/** The validation data of one signature, under its VRI key. */
export type ValidationData = {
  readonly vriKey: string;
  readonly certificates: readonly Certificate[];
  readonly evidence: readonly Evidence[];
};

export type CollectRequest = {
  readonly signers: readonly SignerInFile[];
  readonly store: Store;
  readonly anchors: readonly Certificate[];
  readonly at: Date;
  readonly online: Online;
  readonly memory: EvidenceMemory;
};

/**
 * Gathers for each signature the certificates up to the root and evidence about every one below it; what the store has
 * from after the signature is used again. Throws AppError 'certificate-revoked', 'issuer-missing' and those of
 * `fetchEvidence`.
 */
export async function collectEvidence(request: CollectRequest): Promise<ValidationData[]> {
  const fresh: Evidence[] = [];
  const out: ValidationData[] = [];
  for (const signer of request.signers) {
    const certificates: Certificate[] = [];
    const evidence: Evidence[] = [];
    for (const [index, part] of signer.parts.entries()) {
      // The inner time-stamp is itself proven only by what comes after it.
      const time = index === 0 && !signer.isTimestamp ? signer.ownTime : null;
      const moment = time ?? laterTime(request.signers, signer) ?? request.at;
      const path = await pathOf(request, part);
      certificates.push(...path);
      for (const [place, certificate] of path.slice(0, -1).entries()) {
        evidence.push(await evidenceFor(request, fresh, { certificate, issuer: path[place + 1]!, moment }));
      }
    }
    const responders = evidence.flatMap((one) => one.certificates);
    out.push({
      vriKey: signer.vriKey,
      certificates: withoutTwins([...certificates, ...responders]),
      evidence: withoutTwins(evidence),
    });
  }
  return out;
}

/** The time of the first document time-stamp after a signature. */
function laterTime(signers: readonly SignerInFile[], before: SignerInFile): Date | null {
  return signers.find((one) => one.isTimestamp && one.end > before.end)?.ownTime ?? null;
}

async function pathOf(request: CollectRequest, part: SignedCms): Promise<readonly Certificate[]> {
  const { online, anchors, store, memory } = request;
  if (part.signer === undefined) throw new AppError('issuer-missing');
  const pool = [...part.certificates, ...store.certificates, ...memory.issuers];
  const path = await findPathOnline(online, part.signer, pool, anchors);
  memory.keepIssuers(path.slice(1));
  return path;
}

type Question = { readonly certificate: Certificate; readonly issuer: Certificate; readonly moment: Date };

async function evidenceFor(request: CollectRequest, fresh: Evidence[], question: Question): Promise<Evidence> {
  const { certificate, issuer, moment } = question;
  const { memory, at } = request;
  const known =
    fresh.find((one) => one.about(certificate, issuer) !== null) ??
    request.store.evidence.find((one) => (one.about(certificate, issuer)?.thisUpdate ?? new Date(0)) >= moment) ??
    memory.find(certificate, issuer, moment, at);
  const evidence = known ?? (await fetchEvidence(request.online, certificate, issuer, at));
  if (known === undefined) memory.keepEvidence(evidence, at);
  if (!fresh.includes(evidence)) fresh.push(evidence);
  const { status } = revocationOf(certificate, issuer, [evidence], moment);
  if (status === 'revoked') throw new AppError('certificate-revoked');
  if (status === 'unknown') throw new AppError('revocation-stale');
  return evidence;
}

function withoutTwins<T extends { readonly der: Uint8Array }>(items: readonly T[]): T[] {
  return items.filter((item, i) => items.findIndex((other) => equalBytes(other.der, item.der)) === i);
}
