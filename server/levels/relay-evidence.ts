import type { z } from 'zod';
import { AppError, errorCode } from '../../shared/errors.ts';
import { certificateLinks } from '../../shared/pdf/level/certificate-links.ts';
import { contentTypes } from '../../shared/pdf/level/network.ts';
import { asksAbout } from '../../shared/pdf/level/ocsp-request.ts';
import { type Certificate, readCertificate } from '../../shared/pdf/sign/certificate.ts';
import { crlTimes } from '../../shared/pdf/validate/read-crl.ts';
import { readOcsp } from '../../shared/pdf/validate/read-ocsp.ts';
import { evidenceRequestSchema } from '../../shared/sync-protocol.ts';
import type { ServerContext } from '../context.ts';
import { callerOf, type Route } from '../route.ts';
import { createEvidenceCache, type EvidenceCache } from './evidence-cache.ts';
import { fetchNamed } from './fetch-outside.ts';
import { requireRelayRight } from './require-relay-right.ts';

type EvidenceRequest = z.infer<typeof evidenceRequestSchema>;

const KIB = 1024;
const mostBytes = { ocsp: 64 * KIB, crl: 20 * KIB * KIB, certificate: 64 * KIB } as const;
const timeoutMs = 10_000;
const dayMs = 86_400_000;

/**
 * `POST /v1/evidence`: OCSP answers, CRLs and issuers' certificates for raising a level (S41). A workstation cannot make the
 * server ask anything else: the address must stand in the certificate that comes along, an OCSP request must be about that
 * certificate, and what comes back must be what was asked for.
 */
export function evidenceRoute(context: ServerContext): Route {
  const cache = createEvidenceCache(context.now);
  return {
    method: 'POST',
    url: '/v1/evidence',
    rule: {
      access: 'device',
      summary: 'Fetches an OCSP answer, a CRL or an issuer from where a certificate says.',
      body: evidenceRequestSchema,
      answerType: 'application/octet-stream',
    },
    bodyLimit: 64 * KIB,
    perMinute: 6_000,
    async handle(request, reply) {
      await requireRelayRight(context, callerOf(request));
      if (!context.levels.tsa) throw new AppError('tsa-missing');
      const answer = await fetchFor(context, cache, request.body as EvidenceRequest);
      return reply.type('application/octet-stream').send(answer);
    },
  };
}

async function fetchFor(context: ServerContext, cache: EvidenceCache, request: EvidenceRequest): Promise<Buffer> {
  const { kind, url } = request;
  const certificate = readOrRefuse(request.certificate);
  const links = certificateLinks(certificate);
  const named = { ocsp: links.ocsp, crl: links.crls, certificate: links.issuers }[kind];
  if (!named.includes(url)) throw new AppError('input-invalid');
  const body = request.request === null ? null : Buffer.from(request.request, 'base64');
  if (kind === 'ocsp' ? body === null || !asksAbout(body, certificate) : body !== null) {
    throw new AppError('input-invalid');
  }
  const { question, answer } = contentTypes[kind];
  const headers = { accept: answer, ...(question === null ? {} : { 'content-type': question }) };
  const ask = async () => {
    const bytes = await reach(
      fetchNamed({ url, body, headers, mostBytes: mostBytes[kind], timeoutMs }, context.levels.listedHosts),
    );
    requireKind(kind, bytes);
    return bytes;
  };
  if (kind === 'ocsp') return ask();
  return cache.get(`${kind} ${url}`, ask, (bytes) => goodUntil(kind, bytes, context.now()));
}

function readOrRefuse(base64: string): Certificate {
  try {
    return readCertificate(Buffer.from(base64, 'base64'));
  } catch (cause) {
    throw new AppError('input-invalid', { cause });
  }
}

async function reach(answer: Promise<Buffer>): Promise<Buffer> {
  try {
    return await answer;
  } catch (error) {
    if (errorCode(error) === 'address-not-allowed') throw error;
    throw new AppError('revocation-unreachable', { cause: error });
  }
}

/** Nothing but an answer of this kind passes: the relay is no way to read other things in reach of the server. */
function requireKind(kind: EvidenceRequest['kind'], bytes: Buffer): void {
  try {
    if (kind === 'ocsp') readOcsp(bytes);
    else if (kind === 'crl') crlTimes(bytes);
    else readCertificate(bytes);
  } catch (cause) {
    throw new AppError('revocation-answer-invalid', { cause });
  }
}

/** A CRL until it says that there is a newer one, an issuer for a day. */
function goodUntil(kind: EvidenceRequest['kind'], bytes: Buffer, now: Date): Date {
  const { nextUpdate } = kind === 'crl' ? crlTimes(bytes) : { nextUpdate: null };
  return new Date(Math.min(now.getTime() + dayMs, nextUpdate?.getTime() ?? Number.POSITIVE_INFINITY));
}
