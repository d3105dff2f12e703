import { AppError, type ErrorCode, errorCode } from '../../errors.ts';
import type { Certificate } from '../sign/certificate.ts';
import { equalBytes } from '../sign/der.ts';
import { readCrl } from '../validate/read-crl.ts';
import { readOcsp } from '../validate/read-ocsp.ts';
import { type Evidence, lastMoment } from '../validate/revocation.ts';
import { certificateLinks } from './certificate-links.ts';
import type { Online } from './network.ts';
import { nonceValue, ocspRequest } from './ocsp-request.ts';

const clockToleranceMs = 300_000;

/**
 * Fresh evidence about one certificate, from its OCSP responder or else its CRL, checked before anybody keeps it: signed by
 * the issuer or its responder, about this certificate, current now. Throws AppError 'revocation-no-source',
 * 'revocation-unreachable', 'revocation-answer-invalid', 'revocation-stale', 'revocation-unknown': the last one met.
 */
export async function fetchEvidence(
  online: Online,
  certificate: Certificate,
  issuer: Certificate,
  at: Date,
): Promise<Evidence> {
  const links = certificateLinks(certificate);
  const ways = [
    ...links.ocsp.map((url) => () => askOcsp(online, url, certificate, issuer)),
    ...links.crls.map((url) => () => askCrl(online, url, certificate)),
  ];
  let failure = new AppError('revocation-no-source');
  for (const ask of ways) {
    try {
      const evidence = await ask();
      requireCurrent(evidence, certificate, issuer, at);
      return evidence;
    } catch (error) {
      failure = asRevocationError(error);
    }
  }
  throw failure;
}

async function askOcsp(online: Online, url: string, certificate: Certificate, issuer: Certificate): Promise<Evidence> {
  const nonce = online.makeNonce();
  const body = ocspRequest(certificate, issuer, nonce);
  const answer = readOcsp(await reach(online.ask({ kind: 'ocsp', url, body, certificate: certificate.der })));
  // Responders that answer from a stock leave the nonce out; a wrong one is somebody else's answer.
  if (answer.nonce !== null && !equalBytes(answer.nonce, nonceValue(nonce))) {
    throw new AppError('revocation-answer-invalid');
  }
  return answer;
}

async function askCrl(online: Online, url: string, certificate: Certificate): Promise<Evidence> {
  return readCrl(await reach(online.ask({ kind: 'crl', url, body: null, certificate: certificate.der })));
}

async function reach(answer: Promise<Uint8Array>): Promise<Uint8Array> {
  try {
    return await answer;
  } catch (error) {
    throw new AppError('revocation-unreachable', { cause: error });
  }
}

function requireCurrent(evidence: Evidence, certificate: Certificate, issuer: Certificate, at: Date): void {
  const said = evidence.about(certificate, issuer);
  if (said === null) throw new AppError('revocation-answer-invalid');
  if (said.status === 'unknown') throw new AppError('revocation-unknown');
  const isFuture = said.thisUpdate.getTime() > at.getTime() + clockToleranceMs;
  if (isFuture || lastMoment(said).getTime() + clockToleranceMs < at.getTime()) throw new AppError('revocation-stale');
}

const kept: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'revocation-unreachable',
  'revocation-answer-invalid',
  'revocation-stale',
  'revocation-unknown',
]);

function asRevocationError(error: unknown): AppError {
  const isOwn = error instanceof AppError && kept.has(errorCode(error));
  return isOwn ? error : new AppError('revocation-answer-invalid', { cause: error });
}
