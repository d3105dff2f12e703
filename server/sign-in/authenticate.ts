import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { calculateJwkThumbprint, EmbeddedJWK, type JWTPayload, jwtVerify } from 'jose';
import { AppError } from '../../shared/errors.ts';
import { MAX_CLOCK_SKEW_MS } from '../../shared/sync-protocol.ts';
import type { ServerContext } from '../context.ts';
import type { Caller } from '../route.ts';
import { findDevice } from './find-device.ts';
import { rememberJti } from './remember-jti.ts';

/**
 * Checks token and DPoP proof of one request (RFC 9449 §4.3, §7.1) and that the device is still registered. Throws AppError
 * 'token-invalid', 'device-revoked' or 'clock-skew'.
 */
export async function authenticate(context: ServerContext, request: FastifyRequest): Promise<Caller> {
  const [scheme, token] = (request.headers.authorization ?? '').split(' ');
  const proof = request.headers.dpop;
  if (scheme?.toLowerCase() !== 'dpop' || !token || typeof proof !== 'string') throw new AppError('token-invalid');

  const grant = await verified(() =>
    jwtVerify<{ cnf?: { jkt?: string } }>(token, context.tokenKey, {
      algorithms: ['HS256'],
      typ: 'at+jwt',
      currentDate: context.now(),
    }),
  );
  const { payload, protectedHeader } = await verified(() =>
    jwtVerify<JWTPayload & { htm?: string; htu?: string; ath?: string }>(proof, EmbeddedJWK, {
      algorithms: ['ES256'],
      typ: 'dpop+jwt',
      currentDate: context.now(),
    }),
  );
  const jkt = await calculateJwkThumbprint(protectedHeader.jwk!);
  const fits =
    jkt === grant.payload.cnf?.jkt &&
    payload.htm === request.method &&
    payload.ath === createHash('sha256').update(token).digest('base64url') &&
    samePath(payload.htu, request.url);
  if (!fits) throw new AppError('token-invalid');
  if (Math.abs((payload.iat ?? 0) * 1_000 - context.now().getTime()) > MAX_CLOCK_SKEW_MS) {
    throw new AppError('clock-skew');
  }
  const caller = await findDevice(context, grant.payload.sub ?? '');
  await rememberJti(context, caller.device, payload.jti);
  return caller;
}

/** Only the path is compared: behind a proxy the server does not know the origin it is reached by. */
function samePath(htu: string | undefined, url: string): boolean {
  const path = url.split('?')[0];
  return htu !== undefined && (URL.canParse(htu) ? new URL(htu).pathname : htu.split('?')[0]) === path;
}

async function verified<T>(verify: () => Promise<T>): Promise<T> {
  try {
    return await verify();
  } catch (cause) {
    throw new AppError('token-invalid', { cause });
  }
}
