import * as oidc from 'openid-client';
import { AppError } from '../../shared/errors.ts';
import type { OidcSettings } from '../context.ts';

/** What is remembered between sending the browser away and its coming back. */
export interface OidcAttempt {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** This server as relying party of the authority's OpenID provider. */
export interface OidcClient {
  /** Where to send the browser, and what to remember. */
  begin(): Promise<{ readonly url: string; readonly attempt: OidcAttempt }>;
  /** Checks what the browser brought back; answers the provider's subject. Throws AppError 'sign-in-failed'. */
  complete(callbackUrl: URL, attempt: OidcAttempt): Promise<string>;
}

/** Authorization code flow with PKCE, state and nonce (OpenID Connect Core 1.0, RFC 9700). The provider is asked on first use. */
export function makeOidcClient(settings: OidcSettings): OidcClient {
  const redirectUri = `${settings.publicUrl}/v1/sign-in/oidc/callback`;
  const issuer = new URL(settings.issuer);
  const isLocal = issuer.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(issuer.hostname);
  let found: Promise<oidc.Configuration> | undefined;
  const discover = () => {
    // Without TLS only on this very machine.
    const options = isLocal ? { execute: [oidc.allowInsecureRequests] } : {};
    found ??= oidc.discovery(issuer, settings.clientId, settings.clientSecret, undefined, options).catch((cause) => {
      found = undefined;
      throw new AppError('server-unreachable', { cause });
    });
    return found;
  };
  return {
    async begin() {
      const attempt = {
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
        verifier: oidc.randomPKCECodeVerifier(),
      };
      const url = oidc.buildAuthorizationUrl(await discover(), {
        redirect_uri: redirectUri,
        scope: 'openid profile',
        state: attempt.state,
        nonce: attempt.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(attempt.verifier),
        code_challenge_method: 'S256',
      });
      return { url: url.href, attempt };
    },
    async complete(callbackUrl, attempt) {
      const url = new URL(redirectUri);
      url.search = callbackUrl.search;
      const tokens = await oidc
        .authorizationCodeGrant(await discover(), url, {
          pkceCodeVerifier: attempt.verifier,
          expectedState: attempt.state,
          expectedNonce: attempt.nonce,
          idTokenExpected: true,
        })
        .catch((cause: unknown) => {
          throw new AppError('sign-in-failed', { cause });
        });
      const subject = tokens.claims()?.sub;
      if (!subject) throw new AppError('sign-in-failed');
      return subject;
    },
  };
}
