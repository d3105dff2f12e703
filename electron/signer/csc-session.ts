import { AppError, type ErrorCode, errorCode } from '../../shared/errors.ts';
import { commonName } from '../../shared/pdf/sign/certificate.ts';
import { type CscCredential, readCredential, requestCode } from './csc-credential.ts';
import type { CscSetting, RemoteCredential, SeenCredential } from './csc-messages.ts';
import { type CscService, listCredentials, openCscService } from './csc-service.ts';
import { credentialScope, type SignInEdge, signInByBrowser } from './csc-sign-in.ts';
import { type Authorise, authoriseByFactors, signHashes } from './csc-signing.ts';

/** Most credentials that are looked at; a person has a handful. */
const MOST_CREDENTIALS = 50;

/** One service while the app is unlocked: its token lives here and nowhere else. */
export interface CscSession {
  list(): Promise<readonly SeenCredential[]>;
  read(id: string): Promise<RemoteCredential>;
  /** Has the service send its one-time code, if it works that way. */
  sendCode(id: string): Promise<void>;
  sign(id: string, digests: readonly Uint8Array[], factors: Readonly<Record<string, string>>): Promise<Uint8Array[]>;
}

/** Nothing is asked of the service before the first call; a token that ended is fetched anew, once per call. */
export function makeCscSession(setting: CscSetting, edge: SignInEdge, now: () => Date): CscSession {
  let token: string | null = null;

  async function connect(): Promise<CscService> {
    const service = await openCscService({ fetch: edge.fetch, url: setting.url, token: () => token });
    // A service that points elsewhere is not the one that the policy means.
    if (setting.signIn && service.oauth2 !== null && originOf(service.oauth2) !== originOf(setting.signIn.url))
      throw new AppError('csc-not-allowed');
    if (setting.signIn && token === null)
      token = (await signInByBrowser(edge, setting.signIn, { scope: 'service' })).access_token;
    return service;
  }

  async function connected<T>(work: (service: CscService) => Promise<T>): Promise<T> {
    const isFirst = token === null;
    try {
      return await work(await connect());
    } catch (error) {
      if (errorCode(error) !== 'csc-unauthorized' || !setting.signIn || isFirst) throw error;
      token = null;
      return work(await connect());
    }
  }

  function authorisation(
    service: CscService,
    credential: CscCredential,
    factors: Readonly<Record<string, string>>,
  ): Authorise {
    if (credential.mode !== 'oauth2code') return authoriseByFactors(service, credential, factors);
    const { signIn } = setting;
    if (!signIn) throw new AppError('csc-credential-unusable');
    return async (hashes) => {
      const scope = credentialScope(service.version, credential, hashes);
      const { access_token, token_type } = await signInByBrowser(edge, signIn, scope);
      return token_type.toLowerCase() === 'sad' || service.version === 1
        ? { sad: access_token }
        : { token: access_token };
    };
  }

  return {
    list: () =>
      connected(async (service) => {
        const ids = (await listCredentials(service)).slice(0, MOST_CREDENTIALS);
        const seen: SeenCredential[] = [];
        for (const id of ids) seen.push(await see(service, id, now()));
        return seen;
      }),
    read: (id) => connected(async (service) => tell(await readCredential(service, id, { at: now() }))),
    sendCode: (id) =>
      connected(async (service) => requestCode(service, await readCredential(service, id, { at: now() }))),
    sign: (id, digests, factors) =>
      connected(async (service) => {
        const credential = await readCredential(service, id, { at: now() });
        return [...(await signHashes(service, credential, digests, authorisation(service, credential, factors)))];
      }),
  };
}

/** A credential that cannot sign is listed with the reason; a service that stopped answering ends the list. */
async function see(service: CscService, id: string, at: Date): Promise<SeenCredential> {
  try {
    const { subject, certificate } = await readCredential(service, id, { at });
    return {
      id,
      subject,
      issuer: commonName(certificate.issuer),
      notAfter: certificate.notAfter.toISOString(),
      problem: null,
    };
  } catch (error) {
    const problem = errorCode(error);
    if (endsList.has(problem)) throw error;
    return { id, subject: id, issuer: '', notAfter: '', problem };
  }
}

const endsList: ReadonlySet<ErrorCode> = new Set([
  'csc-unreachable',
  'csc-unauthorized',
  'server-certificate',
  'internal',
]);

function tell({ certificate, certificates, algorithm, subject, mode, factors, multisign }: CscCredential) {
  const { notBefore, notAfter } = certificate;
  return { certificates, algorithm, subject, mode, factors, multisign, notBefore, notAfter };
}

const originOf = (url: string) => (URL.canParse(url) ? new URL(url).origin : null);
