import { AppError } from '../../shared/errors.ts';
import type { SignatureAlgorithm } from '../../shared/pdf/pdf-types.ts';
import { type Certificate, commonName, readCertificate, requireUsable } from '../../shared/pdf/sign/certificate.ts';
import { anythingSchema, type CredentialAnswer, credentialSchema } from './csc-answers.ts';
import type { CscService } from './csc-service.ts';
import { chooseSignAlgo } from './csc-sign-algo.ts';

/** A PIN, password or one-time code that the service wants for a signature. */
export interface CscFactor {
  readonly id: string;
  readonly label: string;
  readonly isNumeric: boolean;
  /** The service sends it (by SMS or app) once it is asked to. */
  readonly isSent: boolean;
}

/** How the service lets the person authorise: not here at all, by factors typed here, or in the browser. */
export type CscMode = 'implicit' | 'explicit' | 'oauth2code';

/** A key at the service with its certificate. */
export interface CscCredential {
  readonly id: string;
  readonly certificate: Certificate;
  /** DER, signer first. */
  readonly certificates: readonly Uint8Array[];
  readonly algorithm: SignatureAlgorithm;
  readonly subject: string;
  /** What the service calls the algorithm in `signAlgo`. */
  readonly signAlgo: string;
  readonly mode: CscMode;
  readonly factors: readonly CscFactor[];
  /** Most signatures with one authorisation. */
  readonly multisign: number;
}

/**
 * Reads a credential and refuses what must not sign. `wanted`: another algorithm than the key's usual one. Throws AppError
 * 'csc-credential-unusable', 'certificate-expired' and its kin, 'key-algorithm-refused'.
 */
export async function readCredential(
  service: CscService,
  id: string,
  options: { readonly at: Date; readonly wanted?: SignatureAlgorithm },
): Promise<CscCredential> {
  // Version 1 services may refuse `certInfo` and `authInfo`; both defaults suffice there.
  const extra = service.version === 1 ? {} : { authInfo: true };
  const question = { credentialID: id, certificates: 'chain', ...extra };
  const answer = await service.ask('credentials/info', question, credentialSchema);
  const isRefused = answer.cert.status !== undefined && answer.cert.status !== 'valid';
  if (answer.key.status !== 'enabled' || isRefused) throw new AppError('csc-credential-unusable');
  const all = answer.cert.certificates.map((text) => new Uint8Array(Buffer.from(text, 'base64')));
  const certificate = readCertificate(all[0]!);
  requireUsable(certificate, options.at);
  const { algorithm, signAlgo } = chooseSignAlgo(certificate, answer.key.algo, options.wanted);
  return {
    id,
    certificate,
    certificates: withoutRepeats(all),
    algorithm,
    subject: commonName(certificate.subject),
    signAlgo,
    mode: answer.auth?.mode ?? answer.authMode ?? 'implicit',
    factors: factorsOf(answer),
    multisign: answer.multisign,
  };
}

/** Has the service send the one-time code, where a factor is one. */
export async function requestCode(service: CscService, { id, factors }: CscCredential): Promise<void> {
  if (!factors.some(({ isSent }) => isSent)) return;
  const method = service.version === 1 ? 'credentials/sendOTP' : 'credentials/getChallenge';
  await service.ask(method, { credentialID: id }, anythingSchema);
}

/** Services repeat certificates in the chain; a CMS holds each once. */
function withoutRepeats(all: readonly Uint8Array[]): Uint8Array[] {
  return [...new Map(all.map((der) => [Buffer.from(der).toString('base64'), der])).values()];
}

function factorsOf(answer: CredentialAnswer): readonly CscFactor[] {
  if (answer.auth) {
    return (answer.auth.objects ?? []).map(({ type, id, format, label }) => ({
      id,
      label: label ?? id,
      isNumeric: format === 'N',
      isSent: type === 'ChallengeResponse',
    }));
  }
  return (['PIN', 'OTP'] as const).flatMap((id) => {
    const factor = answer[id];
    if (factor === undefined || factor.presence === false || factor.presence === 'false') return [];
    const { label = id, format, type } = factor;
    return [{ id, label, isNumeric: format === 'N', isSent: type === 'online' }];
  });
}
