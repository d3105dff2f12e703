import { createHash, type KeyObject } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { calculateJwkThumbprint, EmbeddedJWK, type JWK, jwtVerify } from 'jose';
import { AppError } from '../../shared/errors.ts';
import { MAX_CLOCK_SKEW_MS } from '../../shared/sync-protocol.ts';
import type { ServerContext } from '../context.ts';
import { makeRecent } from '../recent.ts';
import type { Caller } from '../route.ts';
import { makeAdmitProof } from './admit-proof.ts';
import { publicKeyOf } from './public-key.ts';
import { verifyProof } from './verify-proof.ts';

/** A token whose signature was checked, and the key its proofs are checked with. */
interface Grant {
  readonly device: string;
  /** Seconds since 1970. */
  readonly expires: number;
  readonly ath: string;
  readonly jwk: JWK;
  readonly key: KeyObject;
}

const MOST_GRANTS = 10_000;

/** Checks token and proof of one request and that the device is still registered. */
export type Authenticate = (request: FastifyRequest) => Promise<Caller>;

/**
 * Token and DPoP proof of each request (RFC 9449 §4.3, §7.1). Throws AppError 'token-invalid', 'device-revoked' or
 * 'clock-skew'. What a token says is remembered; its end, the proof and the device are looked at each time.
 */
export function makeAuthenticate(context: ServerContext): Authenticate {
  const admitProof = makeAdmitProof(context);
  const grants = makeRecent<Grant>(MOST_GRANTS);
  return async (request) => {
    const [scheme, token] = (request.headers.authorization ?? '').split(' ');
    const proof = request.headers.dpop;
    if (scheme?.toLowerCase() !== 'dpop' || !token || typeof proof !== 'string') throw new AppError('token-invalid');

    const known = grants.find(token);
    const grant = known ?? (await verified(() => readGrant(context, token, proof)));
    if (grant.expires <= context.now().getTime() / 1_000) throw new AppError('token-invalid');
    const { jwk, claims } = await verified(() => verifyProof(proof, grant.key, context.now()));
    // The proof must be good by the key that it names, and that must be the one the token is bound to.
    const fits =
      jwk.x === grant.jwk.x &&
      jwk.y === grant.jwk.y &&
      claims.htm === request.method &&
      claims.ath === grant.ath &&
      samePath(claims.htu, request.url);
    if (!fits) throw new AppError('token-invalid');
    if (Math.abs(claims.iat * 1_000 - context.now().getTime()) > MAX_CLOCK_SKEW_MS) throw new AppError('clock-skew');
    const caller = await admitProof({ device: grant.device, jti: claims.jti });
    if (!known) grants.put(token, grant);
    return caller;
  };
}

/** Checks the token, and that the proof names the very key that the token is bound to (RFC 9449 §6.1). */
async function readGrant(context: ServerContext, token: string, proof: string): Promise<Grant> {
  const { payload } = await jwtVerify<{ cnf?: { jkt?: string } }>(token, context.tokenKey, {
    algorithms: ['HS256'],
    typ: 'at+jwt',
    currentDate: context.now(),
  });
  const options = { algorithms: ['ES256'], typ: 'dpop+jwt', currentDate: context.now() };
  const { protectedHeader } = await jwtVerify(proof, EmbeddedJWK, options);
  const jwk = protectedHeader.jwk!;
  if ((await calculateJwkThumbprint(jwk)) !== payload.cnf?.jkt) throw new AppError('token-invalid');
  const ath = createHash('sha256').update(token).digest('base64url');
  return { device: payload.sub ?? '', expires: payload.exp ?? 0, ath, jwk, key: publicKeyOf(jwk as Caller['jwk']) };
}

/** Only the path is compared: behind a proxy the server does not know the origin it is reached by. */
function samePath(htu: string, url: string): boolean {
  const path = url.split('?')[0];
  return (URL.canParse(htu) ? new URL(htu).pathname : htu.split('?')[0]) === path;
}

async function verified<T>(verify: () => Promise<T> | T): Promise<T> {
  try {
    return await verify();
  } catch (cause) {
    throw new AppError('token-invalid', { cause });
  }
}
