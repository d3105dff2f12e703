import { createHash, randomBytes } from 'node:crypto';
import type { z } from 'zod';
import { tokenSchema } from './csc-answers.ts';
import type { CscCredential } from './csc-credential.ts';
import type { CscFetch } from './csc-fetch.ts';
import { listenForRedirect } from './csc-redirect.ts';
import { cscRefusal } from './csc-refusal.ts';
import { parseAnswer } from './csc-service.ts';
import { digestOid } from './csc-sign-algo.ts';

/** Where a person signs in to a service, and as which client; from the policy, never from the service. */
export interface SignInSetting {
  /** Below it lie `oauth2/authorize` and `oauth2/token`. */
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string | null;
}

/** What signing in needs of the outside. */
export interface SignInEdge {
  readonly fetch: CscFetch;
  readonly openBrowser: (url: string) => Promise<void>;
}

/** `token_type` is `Bearer`, or `SAD` where version 1 gives signature activation data in the token's place. */
export type CscToken = z.output<typeof tokenSchema>;

/**
 * Authorization code with PKCE in the person's browser (RFC 8252, CSC API v2 §8.4). `scope` is what is asked for, with the
 * fields of the credential and the hashes for scope `credential`. Throws AppError 'csc-unauthorized', 'cancelled'.
 */
export async function signInByBrowser(
  edge: SignInEdge,
  { url, clientId, clientSecret }: SignInSetting,
  scope: Readonly<Record<string, string>>,
): Promise<CscToken> {
  const base = url.replace(/\/+$/, '');
  const [state, verifier] = [randomBytes(32).toString('base64url'), randomBytes(48).toString('base64url')];
  const redirect = await listenForRedirect();
  try {
    const question = new URLSearchParams({
      response_type: 'code',
      client_id: clientId,
      redirect_uri: redirect.uri,
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
      state,
      ...scope,
    });
    await edge.openBrowser(`${base}/oauth2/authorize?${question}`);
    const body = new URLSearchParams({
      grant_type: 'authorization_code',
      code: await redirect.code(state),
      client_id: clientId,
      redirect_uri: redirect.uri,
      code_verifier: verifier,
      ...(clientSecret === null ? {} : { client_secret: clientSecret }),
    });
    const headers = { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' };
    const reply = await edge.fetch({ url: `${base}/oauth2/token`, headers, body: body.toString() });
    if (reply.status < 200 || reply.status > 299) throw cscRefusal(reply);
    return parseAnswer(reply.body, tokenSchema);
  } finally {
    redirect.close();
  }
}

/** The question for one credential and exactly these hashes (CSC API v2 §8.4.2; version 1 says `hash`). */
export function credentialScope(
  version: 1 | 2,
  { id, algorithm }: CscCredential,
  hashes: readonly Uint8Array[],
): Readonly<Record<string, string>> {
  const values = hashes.map((hash) => Buffer.from(hash).toString('base64url')).join(',');
  return {
    scope: 'credential',
    credentialID: id,
    numSignatures: String(hashes.length),
    ...(version === 1 ? { hash: values } : { hashes: values, hashAlgorithmOID: digestOid(algorithm) }),
  };
}
